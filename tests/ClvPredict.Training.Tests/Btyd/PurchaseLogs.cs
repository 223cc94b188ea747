using System.Globalization;
using System.IO.Compression;
using ClvPredict.Models.Btyd;
using ClvPredict.TestKit;

namespace ClvPredict.Training.Tests.Btyd;

/// <summary>Purchase statistics of the published data sets, read with as little code as possible.</summary>
internal static class PurchaseLogs
{
    /// <summary>Columns of a gzipped CSV file without quotes, the header left out.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        using var gzip = new GZipStream(
            File.OpenRead(OutsideData.PathOf(file)),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(gzip);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>
    /// From a log of customer, order and date: purchase days up to and including the last day; ages in days divided by
    /// <paramref name="daysPerUnit"/>.
    /// </summary>
    public static PurchaseStatistics[] Statistics(
        string file,
        DateOnly lastDay,
        double daysPerUnit
    ) => [.. PurchaseDays(file, lastDay).Select(days => Of(days, lastDay.DayNumber, daysPerUnit))];

    private static PurchaseStatistics Of(int[] days, int lastDay, double daysPerUnit) =>
        new(
            days.Length - 1,
            (days[^1] - days[0]) / daysPerUnit,
            (lastDay - days[0]) / daysPerUnit,
            Intervals(days, daysPerUnit).Sum(Math.Log)
        );

    /// <summary>The last two intervals of every customer who has two, in units of time, the earlier one first.</summary>
    public static (double[] Earlier, double[] Later) LastIntervals(
        string file,
        DateOnly lastDay,
        double daysPerUnit
    )
    {
        var intervals = PurchaseDays(file, lastDay)
            .Select(days => Intervals(days, daysPerUnit).ToArray())
            .Where(intervals => intervals.Length >= 2)
            .ToArray();
        return ([.. intervals.Select(i => i[^2])], [.. intervals.Select(i => i[^1])]);
    }

    private static IEnumerable<double> Intervals(int[] days, double daysPerUnit) =>
        days.Skip(1).Zip(days, (later, earlier) => (later - earlier) / daysPerUnit);

    private static IEnumerable<int[]> PurchaseDays(string file, DateOnly lastDay) =>
        Rows(file)
            .Select(row =>
                (Customer: row[0], Day: DateOnly.Parse(row[2], CultureInfo.InvariantCulture))
            )
            .Where(order => order.Day <= lastDay)
            .GroupBy(order => order.Customer, order => order.Day.DayNumber, StringComparer.Ordinal)
            .Select(days => days.Distinct().Order().ToArray());
}
