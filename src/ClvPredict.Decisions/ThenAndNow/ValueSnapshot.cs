using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>What was said of all customers on a day.</summary>
public sealed record ValueSnapshot
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead was predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Margin that the predicted CLV includes, above 0 to 1.</summary>
    public required double Margin { get; init; }

    /// <summary>The customers, in the order of their ids.</summary>
    public required ImmutableArray<ValuedCustomer> Customers { get; init; }

    /// <summary>A snapshot of scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="margin">Margin of the model that they come from.</param>
    /// <param name="grouping">What customers are grouped by.</param>
    public static ValueSnapshot Of(CustomerScores scores, double margin, ScoreGrouping grouping)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new ValueSnapshot
        {
            AsOf = scores.AsOf,
            Horizon = scores.Horizon,
            Margin = margin,
            Customers =
            [
                .. scores.Customers.Select(c => new ValuedCustomer(
                    c.CustomerId,
                    Group(c, grouping),
                    1.0 - c.ChurnProbability,
                    c.ExpectedOrders,
                    c.PredictedClv
                )),
            ],
        };
    }

    /// <summary>A snapshot from a score file, CSV or Parquet, as clv score writes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="margin">Margin of the model that wrote it.</param>
    /// <param name="grouping">What customers are grouped by.</param>
    /// <exception cref="OrderDataException">The file cannot be read, is no score file, or names a customer twice.</exception>
    public static ValueSnapshot Read(string path, double margin, ScoreGrouping grouping)
    {
        using var table = CustomerTable.Open(path);
        var rows = table.Rows;
        var (asOf, horizon) = (rows.Require("as_of"), rows.Require("horizon"));
        var (churn, orders, clv) = (
            rows.Require("churn_probability"),
            rows.Require("expected_orders"),
            rows.Require("predicted_clv")
        );
        var group = grouping.Column() is { } name ? rows.Require(name) : (int?)null;
        var customers = new List<ValuedCustomer>();
        (DateOnly AsOf, string Horizon)? first = null;
        while (table.Next())
        {
            var window = (rows.Day(asOf), rows.Text(horizon));
            first ??= window;
            var customer = new ValuedCustomer(
                table.CustomerId,
                group is { } column ? rows.Text(column) : GroupingNames.Everyone,
                // float32 in the file, as in the model.
                1.0 - (float)rows.Number(churn),
                (float)rows.Number(orders),
                (float)rows.Number(clv)
            );
            if (window != first || !IsPossible(customer))
                throw new OrderDataException(
                    $"{rows.Place}: expected one as_of and horizon in the whole file, a churn_probability from 0 to 1, and expected_orders and predicted_clv of at least 0."
                );
            customers.Add(customer);
        }
        customers.Sort((a, b) => string.CompareOrdinal(a.CustomerId, b.CustomerId));
        return new ValueSnapshot
        {
            AsOf = first!.Value.AsOf,
            Horizon = first.Value.Horizon,
            Margin = margin,
            Customers = [.. customers],
        };
    }

    private static bool IsPossible(in ValuedCustomer c) =>
        c.ActiveProbability is >= 0 and <= 1 && c.ExpectedOrders >= 0 && c.PredictedClv >= 0;

    private static string Group(CustomerScore score, ScoreGrouping grouping) =>
        grouping switch
        {
            ScoreGrouping.Segment => score.Segment,
            ScoreGrouping.ValueTier => score.ValueTier,
            ScoreGrouping.Lifecycle => score.Lifecycle,
            ScoreGrouping.Evidence => score.Evidence,
            _ => GroupingNames.Everyone,
        };
}
