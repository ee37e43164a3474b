package io.trunkline.app.reconcile;

import java.util.List;

/**
 * What a carrier's file looks like. A column is said by its title in the header, in capitals or not, or, in a file without
 * a header, by its number from 1.
 *
 * @param number column of the called number
 * @param time columns of the time, joined by a space: one, or date and time
 * @param seconds column of the length
 * @param price column of what it costs; null when the file has none, and then prices are not compared
 * @param currency column of the currency; null when all is in that of the provider
 * @param reference column of the carrier's name of the call; null for none
 * @param delimiter what stands between values
 * @param header whether the first line names the columns
 * @param decimalComma whether decimals come after a comma
 * @param numbers how numbers are written
 * @param times how times are written
 */
public record CarrierFormat(
        String number,
        List<String> time,
        String seconds,
        String price,
        String currency,
        String reference,
        char delimiter,
        boolean header,
        boolean decimalComma,
        Numbering numbers,
        CarrierTimes times) {

    /** Takes a copy of the list. */
    public CarrierFormat {
        time = List.copyOf(time);
    }
}
