using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Scoring;

/// <summary>
/// The score file of a model that was trained in ML.NET on features: the columns that follow from what it predicts, with the
/// names and meanings of <see cref="ScoreFile"/>. What needs a prior (P(alive), next order, ranges, targets) is left out.
/// </summary>
public static class FeatureModelScores
{
    /// <summary>Writes all customers in the order of their ids, as CSV or Parquet.</summary>
    /// <param name="histories">The customers.</param>
    /// <param name="features">Their features at the as-of day.</param>
    /// <param name="predictions">What the model says of them.</param>
    /// <param name="path">The file (.csv or .parquet).</param>
    public static void Write(
        CustomerHistories histories,
        FeatureTable features,
        FeaturePredictions predictions,
        string path
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(predictions);
        var (value, churn, orders) = (
            predictions.PredictedClv,
            predictions.ChurnProbability,
            predictions.ExpectedOrders
        );
        var ranks = value is null ? null : ScorePlaces.Rank(value);
        var tiers = ranks is null ? null : new TierRule().Assign(ranks, value!);
        var rfm = new RfmScores(features);
        TableWriter.Write(
            path,
            Columns(predictions),
            table =>
            {
                for (var i = 0; i < features.RowCount; i++)
                {
                    table.Text(histories.CustomerIds[features.Facts[i].Customer]);
                    table.Day(features.Cutoff);
                    if (value is not null)
                        table.Number(value[i]);
                    if (orders is not null)
                        table.Number(orders[i]);
                    if (churn is not null)
                        table.Number(churn[i]);
                    if (ranks is not null)
                    {
                        table.Whole(ranks[i]);
                        table.Number(100.0 * (ranks.Length - ranks[i] + 1) / ranks.Length);
                        table.Text(tiers![i]);
                    }
                    table.Text(
                        RfmScores.Segment(
                            rfm.Of(
                                features.Column(FeatureId.DaysSinceLastOrder)[i],
                                features.Column(FeatureId.RepeatOrders)[i],
                                features.Column(FeatureId.SpendTotal)[i]
                            )
                        )
                    );
                    if (value is not null && churn is not null)
                        table.Number(AtRisk(value[i], churn[i]));
                    table.Text("mlnet");
                    table.EndRow();
                }
            }
        );
    }

    private static List<TableColumn> Columns(FeaturePredictions predictions)
    {
        var (hasValue, hasChurn) = (
            predictions.PredictedClv is not null,
            predictions.ChurnProbability is not null
        );
        var columns = new List<TableColumn>
        {
            new("customer_id", TableColumnType.Text),
            new("as_of", TableColumnType.Day),
        };
        if (hasValue)
            columns.Add(new("predicted_clv", TableColumnType.Number32));
        if (predictions.ExpectedOrders is not null)
            columns.Add(new("expected_orders", TableColumnType.Number32));
        if (hasChurn)
            columns.Add(new("churn_probability", TableColumnType.Number32));
        if (hasValue)
        {
            columns.Add(new("value_rank", TableColumnType.Whole));
            columns.Add(new("value_percentile", TableColumnType.Number64));
            columns.Add(new("value_tier", TableColumnType.Text));
        }
        columns.Add(new("segment", TableColumnType.Text));
        if (hasValue && hasChurn)
            columns.Add(new("value_at_risk", TableColumnType.Number64));
        columns.Add(new("rung", TableColumnType.Text));
        return columns;
    }

    // Predicted CLV of a customer who does buy, times the probability that this one does not.
    private static double AtRisk(double value, double churn) =>
        churn < 1 ? value / (1 - churn) * churn : 0;
}
