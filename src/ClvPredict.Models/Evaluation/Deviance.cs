using System.Diagnostics.CodeAnalysis;

namespace ClvPredict.Models.Evaluation;

/// <summary>
/// Mean unit deviances of predicted means (Jørgensen 1987, "Exponential dispersion models"): proper losses for counts and
/// for amounts that are often zero. Lower is better, 0 is perfect. Infinite when something happened that was predicted
/// to be exactly 0.
/// </summary>
public static class Deviance
{
    /// <summary>Poisson: mean of 2 (y ln(y / m) - y + m), y the count that happened, m the predicted mean.</summary>
    /// <exception cref="ArgumentException">The columns are empty, differ in length, or hold a negative number or NaN.</exception>
    public static double Poisson(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < predicted.Length; i++)
        {
            var (m, y) = (predicted[i], actual[i]);
            if (!(m >= 0 && y >= 0))
                ThrowNegative(i, m, y);
            if (m == 0 && y > 0)
                return double.PositiveInfinity;
            sum.Add(y > 0 ? y * Math.Log(y / m) - (y - m) : m);
        }
        return 2 * sum.Total / predicted.Length;
    }

    /// <summary>
    /// Tweedie with power 1.5, between Poisson (1) and gamma (2): mean of 4 (sqrt(y) - sqrt(m))^2 / sqrt(m), which is the
    /// general 2 (y^(2-p) / ((1-p)(2-p)) - y m^(1-p) / (1-p) + m^(2-p) / (2-p)) at p = 1.5.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty, differ in length, or hold a negative number or NaN.</exception>
    public static double Tweedie(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        var sum = new CompensatedSum();
        for (var i = 0; i < predicted.Length; i++)
        {
            var (m, y) = (predicted[i], actual[i]);
            if (!(m >= 0 && y >= 0))
                ThrowNegative(i, m, y);
            if (m == 0 && y > 0)
                return double.PositiveInfinity;
            if (m == 0)
                continue;
            var root = Math.Sqrt(m);
            var distance = Math.Sqrt(y) - root;
            sum.Add(distance * distance / root);
        }
        return 4 * sum.Total / predicted.Length;
    }

    [DoesNotReturn]
    private static void ThrowNegative(int index, double predicted, double actual) =>
        throw new ArgumentException(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Row number {index + 1} holds the prediction {predicted} and the outcome {actual}; a deviance needs numbers of at least 0."
            ),
            nameof(predicted)
        );
}
