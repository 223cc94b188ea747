namespace ClvPredict.Decisions.Monitoring;

/// <summary>
/// What a new model would change, in money over the next horizon. The least that it does is to correct the level: every value
/// is multiplied by how outcome and forecast have drifted apart.
/// </summary>
/// <param name="Forecast">What all customers are predicted to be worth now.</param>
/// <param name="CorrectedForecast">The same, corrected.</param>
/// <param name="ListProfit">What the contact list is expected to earn with corrected values.</param>
/// <param name="CorrectedListProfit">What a list that is chosen by corrected values would earn.</param>
/// <param name="Pays">Whether the gain is at least the cost of a training and at least a given share of the list's profit.</param>
public sealed record RetrainingGain(
    double Forecast,
    double CorrectedForecast,
    double ListProfit,
    double CorrectedListProfit,
    bool Pays
)
{
    /// <summary>What the contact list would earn more.</summary>
    public double Gain => CorrectedListProfit - ListProfit;
}
