namespace ClvPredict.Training.Judging;

/// <summary>Names of the baselines in money that could be shipped in place of a model.</summary>
internal static class SimpleRuleNames
{
    public const string Formula = "formula";
    public const string RateRetention = "rate_retention";
}
