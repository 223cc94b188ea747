using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;

namespace ClvPredict.Benchmarks;

/// <summary>How often replenishment windows hold the next order, on the first days of months of an order log.</summary>
internal static class ReplenishmentBenchmark
{
    public const string Usage =
        "replenishment FILE FIRST-MONTH MONTHS [coverage=0.8] [money|orders] [orders|products]";

    public static void Run(IReadOnlyList<string> args)
    {
        var log = OrderReader.Read(
            [args[0]],
            new OrderReadOptions { ValueIsOrders = args.Count > 4 && args[4] == "orders" }
        );
        var histories = CustomerHistories.Build(log.Orders);
        var first = DateOnly.ParseExact(args[1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var months = int.Parse(args[2], CultureInfo.InvariantCulture);
        var coverage = args.Count > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0.8;
        Console.WriteLine(
            "| as of | judged | not back | meant | held | log error | last gap again |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var runs = new List<GapBacktest>();
        for (var month = 0; month < months; month++)
        {
            var asOf = first.AddMonths(month);
            var outcome =
                args.Count > 5 && args[5] == "products"
                    ? GapBacktest.RunProducts(histories, asOf, coverage)
                    : GapBacktest.Run(histories, asOf, coverage);
            if (outcome is not { } run)
                continue;
            runs.Add(run);
            Write(run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [run], coverage);
        }
        Write("all", runs, coverage);
    }

    private static void Write(string name, IReadOnlyCollection<GapBacktest> runs, double coverage)
    {
        double judged = runs.Sum(r => r.Judged);
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {name} | {judged:0} | {runs.Sum(r => r.NotBack)} | {coverage:P0} | {runs.Sum(r => r.Held * r.Judged) / judged:P1} | {runs.Sum(r => r.LogError * r.Judged) / judged:0.000} | {runs.Sum(r => r.LastGapError * r.Judged) / judged:0.000} |"
            )
        );
    }
}
