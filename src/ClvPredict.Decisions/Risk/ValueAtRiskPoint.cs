namespace ClvPredict.Decisions.Risk;

/// <summary>A point of <see cref="ValueAtRiskCurve"/>.</summary>
/// <param name="Customers">Number of customers, those with most at risk.</param>
/// <param name="Share">Share of the value at risk that they hold, 0..1.</param>
public readonly record struct ValueAtRiskPoint(int Customers, double Share);
