package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.tariff.RatesCsv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with an uploaded file: all of it counted, the first of it kept to be told. */
final class BadLines {

    private final List<ApiError.Line> told = new ArrayList<>();
    private long total;

    /** One thing more that is wrong; the column is null when the line as a whole is meant. */
    void add(long line, String column, String message) {
        total++;
        if (told.size() < RatesCsv.MAX_TOLD) {
            told.add(new ApiError.Line(line, column, message));
        }
    }

    boolean none() {
        return total == 0;
    }

    /**
     * Does nothing when nothing is wrong.
     *
     * @throws ApiError 422 with the lines
     */
    void refuseAny() {
        if (!none()) {
            told.sort(Comparator.comparingLong(ApiError.Line::line));
            throw refusal(told, total);
        }
    }

    /** The refusal of a file, whoever found what is wrong with it. */
    static ApiError refusal(List<ApiError.Line> told, long total) {
        String things = total == 1 ? "1 thing is" : total + " things are";
        return ApiError.badLines("nothing was changed: " + things + " wrong with this file", told);
    }
}
