namespace ClvPredict.Reporting;

/// <summary>The retention targets added up.</summary>
/// <param name="Targets">Customers worth contacting.</param>
/// <param name="Cost">What contacting them and their offers are expected to cost, in money.</param>
/// <param name="ExpectedProfit">What it is expected to earn after that cost, in money.</param>
public sealed record RetentionSummary(int Targets, double Cost, double ExpectedProfit);
