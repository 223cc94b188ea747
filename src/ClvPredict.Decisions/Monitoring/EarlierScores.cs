using ClvPredict.Data;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>Who was on the lists on a day, and with what predicted CLV.</summary>
public sealed record EarlierScores
{
    private EarlierScores(DateOnly asOf, IReadOnlyDictionary<string, EarlierScore> customers)
    {
        AsOf = asOf;
        Customers = customers;
    }

    /// <summary>The day.</summary>
    public DateOnly AsOf { get; }

    /// <summary>By customer id.</summary>
    public IReadOnlyDictionary<string, EarlierScore> Customers { get; }

    /// <summary>Scores in memory.</summary>
    public static EarlierScores Of(CustomerScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new EarlierScores(
            scores.AsOf,
            scores.Customers.ToDictionary(
                c => c.CustomerId,
                c => new EarlierScore(c.PredictedClv, c.RetentionTarget),
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>Reads a score file, CSV or Parquet, as clv score writes it (docs/scores.md).</summary>
    /// <exception cref="OrderDataException">The file is missing, empty, no score file, of several days, or names a customer twice.</exception>
    public static EarlierScores Read(string path)
    {
        using var table = CustomerTable.Open(path);
        var rows = table.Rows;
        var (asOf, clv) = (rows.Require("as_of"), rows.Require("predicted_clv"));
        var target = rows.Require("retention_target");
        var customers = new Dictionary<string, EarlierScore>(StringComparer.Ordinal);
        DateOnly? day = null;
        while (table.Next())
        {
            var own = rows.Day(asOf);
            if (own != (day ??= own))
                throw new OrderDataException(
                    $"{rows.Place}: as_of is {own:yyyy-MM-dd}, in the rows before {day:yyyy-MM-dd}; a score file has one day."
                );
            var predicted = rows.Number(clv);
            if (!(predicted >= 0))
                throw new OrderDataException(
                    $"{rows.Place}: predicted_clv must be a number of at least 0."
                );
            customers.Add(table.CustomerId, new EarlierScore((float)predicted, rows.Flag(target)));
        }
        return new EarlierScores(day!.Value, customers);
    }
}
