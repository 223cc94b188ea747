namespace ClvPredict.Decisions.Monitoring;

/// <summary>A feature whose distribution over the customers has moved.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Shift">
/// Cliff's delta (Cliff 1993): the probability that a customer of now has more of it than one of then, minus that of having
/// less. -1 to 1, 0 for no shift; its expectation does not depend on the number of customers.
/// </param>
/// <param name="MedianBefore">Median then; NaN when all were missing.</param>
/// <param name="MedianNow">Median now.</param>
/// <param name="MissingBefore">Share of the customers without it then.</param>
/// <param name="MissingNow">The same now.</param>
/// <param name="Importance">Its share of what the model's trees gain by all features, 0 to 1.</param>
public sealed record FeatureMove(
    string Feature,
    double Shift,
    double MedianBefore,
    double MedianNow,
    double MissingBefore,
    double MissingNow,
    double Importance
);
