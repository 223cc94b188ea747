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
    /// <exception cref="OrderDataException">The file is missing, no score file, of several days, or names a customer twice.</exception>
    public static EarlierScores Read(string path)
    {
        using var table = TableReader.Open(path);
        var (id, asOf) = (table.Require("customer_id"), table.Require("as_of"));
        var (clv, target) = (table.Require("predicted_clv"), table.Require("retention_target"));
        var customers = new Dictionary<string, EarlierScore>(StringComparer.Ordinal);
        DateOnly? day = null;
        while (table.Next())
        {
            var customer = table.Text(id);
            var own = table.Day(asOf);
            if (own != (day ??= own))
                throw new OrderDataException(
                    $"{table.Place}: as_of is {own:yyyy-MM-dd}, in the rows before {day:yyyy-MM-dd}; a score file has one day."
                );
            var predicted = table.Number(clv);
            if (double.IsNaN(predicted))
                throw new OrderDataException($"{table.Place}: predicted_clv is missing.");
            var isTarget = table.Text(target).ToUpperInvariant() is "TRUE" or "1";
            if (!customers.TryAdd(customer, new EarlierScore((float)predicted, isTarget)))
                throw new OrderDataException(
                    $"{table.Place}: the customer is named a second time."
                );
        }
        return day is { } d
            ? new EarlierScores(d, customers)
            : throw new OrderDataException($"{path} holds no customer.");
    }
}
