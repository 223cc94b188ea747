namespace ClvPredict.Models.Evaluation;

/// <summary>How far predicted amounts or counts are from what happened, in the unit of the columns.</summary>
public static class PointErrors
{
    /// <summary>Mean of |predicted - actual|; not negative.</summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double MeanAbsolute(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < predicted.Length; i++)
            sum.Add(Math.Abs(predicted[i] - actual[i]));
        return sum.Total / predicted.Length;
    }

    /// <summary>Square root of the mean of (predicted - actual)^2; not negative.</summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double RootMeanSquare(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < predicted.Length; i++)
        {
            var error = predicted[i] - actual[i];
            sum.Add(error * error);
        }
        return Math.Sqrt(sum.Total / predicted.Length);
    }

    /// <summary>Sum predicted / sum actual - 1: 0.05 is 5 % too much in total. NaN when the outcomes add up to 0.</summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double Bias(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        var total = CompensatedSum.Of(actual);
        return total == 0 ? double.NaN : CompensatedSum.Of(predicted) / total - 1;
    }
}
