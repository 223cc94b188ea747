using System.Diagnostics.CodeAnalysis;

namespace ClvPredict.Models.Evaluation;

/// <summary>Checks that metrics make of the columns they are given.</summary>
internal static class ColumnChecks
{
    /// <summary>Refuses an empty column and columns of different lengths.</summary>
    public static void RequireEqualLengths(int predicted, int actual)
    {
        if (predicted == 0)
            throw new ArgumentException(
                "A metric needs at least one customer; the column is empty.",
                nameof(predicted)
            );
        if (predicted != actual)
            ThrowLengths(predicted, actual);
    }

    /// <summary>Refuses NaN, infinity and numbers outside [low, high].</summary>
    public static void RequireWithin(
        string column,
        ReadOnlySpan<double> numbers,
        double low = double.MinValue,
        double high = double.MaxValue
    )
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!(numbers[i] >= low && numbers[i] <= high))
                ThrowNumber(column, i, numbers[i], low, high);
        }
    }

    [DoesNotReturn]
    private static void ThrowLengths(int predicted, int actual) =>
        throw new ArgumentException(
            $"The columns hold {predicted} predictions and {actual} outcomes; both must have one number a customer.",
            nameof(predicted)
        );

    [DoesNotReturn]
    private static void ThrowNumber(
        string column,
        int index,
        double number,
        double low,
        double high
    ) =>
        throw new ArgumentException(
            low == double.MinValue && high == double.MaxValue
                ? string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{column} holds {number} in row number {index + 1}; it must be finite."
                )
                : string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{column} holds {number} in row number {index + 1}; it must be finite and within [{low}, {high}]."
                ),
            nameof(number)
        );
}
