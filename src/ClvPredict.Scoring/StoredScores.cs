using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Scoring;

/// <summary>Scores read back from a file of <see cref="ScoreFile"/>: what was said of each customer, without the orders and the
/// model's workings behind it.</summary>
public sealed record StoredScores
{
    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>What predicted CLV comes from (docs/model.md).</summary>
    public required string Rung { get; init; }

    /// <summary>One entry a customer, sorted by id; the expected cost of a contact is in no file, and NaN.</summary>
    public required ImmutableArray<CustomerScore> Customers { get; init; }

    /// <summary>Reads a score file, CSV or Parquet, as clv score writes it (docs/scores.md).</summary>
    /// <exception cref="OrderDataException">The file is missing, empty, no score file, of several days or horizons, or names a
    /// customer twice.</exception>
    public static StoredScores Read(string path)
    {
        using var table = CustomerTable.Open(path);
        var columns = new ScoreColumns(table.Rows);
        var customers = ImmutableArray.CreateBuilder<CustomerScore>();
        (DateOnly AsOf, string Horizon, string Rung)? first = null;
        while (table.Next())
        {
            var own = columns.Basis();
            if (own != (first ??= own))
                throw new OrderDataException(
                    $"{table.Rows.Place}: as_of, horizon or rung is another one than in the rows before; a score file has one of each."
                );
            customers.Add(columns.Score(table.CustomerId));
        }
        customers.Sort((a, b) => string.CompareOrdinal(a.CustomerId, b.CustomerId));
        return new StoredScores
        {
            AsOf = first!.Value.AsOf,
            Horizon = first.Value.Horizon,
            Rung = first.Value.Rung,
            Customers = customers.DrainToImmutable(),
        };
    }

    private sealed class ScoreColumns(TableReader rows)
    {
        private static readonly string[] s_reasons = ["reason_1", "reason_2", "reason_3"];

        private readonly Dictionary<string, int> _places = ScoreFile.ColumnNames.ToDictionary(
            name => name,
            rows.Require,
            StringComparer.Ordinal
        );
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

        public (DateOnly AsOf, string Horizon, string Rung) Basis() =>
            (rows.Day(_places["as_of"]), Text("horizon"), Text("rung"));

        public CustomerScore Score(string id) =>
            new()
            {
                CustomerId = id,
                PredictedClv = (float)Number("predicted_clv"),
                ClvMedian = Number("clv_median"),
                ClvLow = Number("clv_low"),
                ClvHigh = Number("clv_high"),
                ExpectedOrders = (float)Number("expected_orders"),
                ExpectedOrderValue = (float)Number("expected_order_value"),
                ChurnProbability = (float)Number("churn_probability"),
                ProbabilityAlive = Number("p_alive"),
                NextOrderDate = Day("next_order_date"),
                NextOrderLow = Day("next_order_low"),
                NextOrderHigh = Day("next_order_high"),
                HistoricValue = Number("historic_value"),
                // Of a shard without ranks and tiers until the shards are merged.
                ValueRank = Whole("value_rank") ?? 0,
                ValuePercentile = Number("value_percentile"),
                ValueTier = Text("value_tier"),
                Lifecycle = Text("lifecycle"),
                Rfm = Rfm(),
                Segment = Text("segment"),
                ValueAtRisk = Number("value_at_risk"),
                RetentionTarget = rows.Flag(_places["retention_target"]),
                TargetRank = Whole("target_rank"),
                ExpectedProfitOfContact = Number("expected_profit_of_contact"),
                ExpectedCostOfContact = double.NaN,
                MaxOfferCost = Number("max_offer_cost"),
                Campaign = Text("campaign"),
                Evidence = Text("evidence"),
                Reasons = [.. s_reasons.Select(Text).Where(reason => reason.Length > 0)],
            };

        private double Number(string column) => rows.Number(_places[column]);

        private int? Whole(string column) =>
            Number(column) is var number && double.IsNaN(number) ? null : (int)number;

        private DateOnly? Day(string column) =>
            rows.Text(_places[column]).Length == 0 ? null : rows.Day(_places[column]);

        // A million customers have a handful of tiers, segments and reasons.
        private string Text(string column)
        {
            var text = rows.Text(_places[column]);
            return _texts.TryGetValue(text, out var known) ? known
                : _texts.Count < 10_000 ? _texts[text] = text
                : text;
        }

        private RfmScore Rfm() =>
            Text("rfm") is [var last, var orders, var spend]
                ? new RfmScore(Digit(last), Digit(orders), Digit(spend))
                : default;

        private static int Digit(char digit) => CharUnicodeInfo.GetDecimalDigitValue(digit);
    }
}
