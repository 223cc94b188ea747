namespace ClvPredict.Decisions.Segments;

/// <summary>One segment as a whole; money in the currency of the orders.</summary>
/// <param name="Dimension">segment, value_tier, lifecycle or rfm. The segments of one dimension but the first exclude each other.</param>
/// <param name="Segment">Its name.</param>
/// <param name="Customers">Customers in it.</param>
/// <param name="CustomerShare">Their share of all customers, 0..1.</param>
/// <param name="HistoricValue">Sum of historic value.</param>
/// <param name="HistoricShare">Its share of the historic value of all; NaN when that is not above 0.</param>
/// <param name="PredictedClv">Sum of predicted CLV.</param>
/// <param name="ClvShare">Its share of the predicted CLV of all; NaN when that is not above 0.</param>
/// <param name="MeanPredictedClv">Predicted CLV of one customer of it; NaN without customers.</param>
/// <param name="MeanChurnProbability">Mean churn probability; NaN without customers.</param>
/// <param name="MeanProbabilityAlive">Mean P(alive); NaN without customers.</param>
/// <param name="ValueAtRisk">Sum of value at risk.</param>
/// <param name="RewardCap">Most that rewards may cost a customer: a share of mean predicted CLV; NaN without customers.</param>
public sealed record SegmentRow(
    string Dimension,
    string Segment,
    int Customers,
    double CustomerShare,
    double HistoricValue,
    double HistoricShare,
    double PredictedClv,
    double ClvShare,
    double MeanPredictedClv,
    double MeanChurnProbability,
    double MeanProbabilityAlive,
    double ValueAtRisk,
    double RewardCap
);
