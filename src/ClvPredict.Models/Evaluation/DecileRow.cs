namespace ClvPredict.Models.Evaluation;

/// <summary>A tenth of the customers by predicted CLV, beside what they brought in the holdout.</summary>
/// <param name="Number">1 for the tenth predicted highest, 10 for the lowest.</param>
/// <param name="MeanPredicted">Mean predicted CLV, in money; NaN without customers.</param>
/// <param name="MeanActual">Mean holdout value, in money, shared among equal predictions; NaN without customers.</param>
/// <param name="Customers">How many they are; 0 is possible with fewer than ten customers.</param>
/// <param name="CumulativeActualShare">The share of the whole holdout value that this tenth and those above it brought;
/// NaN when the holdout value adds up to 0.</param>
public sealed record DecileRow(
    int Number,
    double MeanPredicted,
    double MeanActual,
    int Customers,
    double CumulativeActualShare
);
