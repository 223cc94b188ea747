namespace ClvPredict.Decisions.Targeting;

/// <summary>The customers of one campaign.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="Targets">Customers on its list.</param>
/// <param name="Control">How many of them are held out.</param>
/// <param name="Cost">Expected cost of contacting the whole list, in money.</param>
/// <param name="ExpectedProfit">Expected profit of contacting the whole list, in money.</param>
public sealed record CampaignTargets(
    string Campaign,
    int Targets,
    int Control,
    double Cost,
    double ExpectedProfit
);
