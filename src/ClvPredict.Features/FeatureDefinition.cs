namespace ClvPredict.Features;

/// <summary>What a feature is; the only place where its name, unit and meaning are written.</summary>
/// <param name="Name">The column name, snake_case, unique.</param>
/// <param name="Unit">days, orders, money, share, ratio, ...</param>
/// <param name="Group">timing, rhythm, activity, spend, basket, returns, discounts or calendar.</param>
/// <param name="Definition">What is computed, over which window, and when it is missing.</param>
public sealed record FeatureDefinition(string Name, string Unit, string Group, string Definition);
