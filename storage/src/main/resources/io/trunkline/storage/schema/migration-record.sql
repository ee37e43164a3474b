INSERT INTO trunkline.migrations (name, checksum) VALUES (:name, :checksum)
