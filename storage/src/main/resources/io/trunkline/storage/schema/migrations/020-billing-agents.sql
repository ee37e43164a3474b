-- Whether the agents that saw a registration may bill; of events from before it was kept, no.
ALTER TABLE trunkline.registration_events
    ADD COLUMN IF NOT EXISTS may_bill Bool AFTER agent;
