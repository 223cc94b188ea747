using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>Static covariates of customers, for example 0/1 columns of the channel of the first order.</summary>
/// <param name="Names">One a column.</param>
/// <param name="Values">(customers, columns) row-major, finite; best of the size of 1.</param>
public sealed record Covariates(ImmutableArray<string> Names, ImmutableArray<double> Values)
{
    /// <summary>No covariates.</summary>
    public static Covariates None { get; } = new([], []);

    /// <summary>The covariates of one customer.</summary>
    internal ReadOnlySpan<double> Row(int customer) =>
        Values.AsSpan(customer * Names.Length, Names.Length);

    /// <summary>One over the standard deviation of a column; 1 for a constant one.</summary>
    internal double Scale(int column)
    {
        var n = Values.Length / Names.Length;
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
            sum += Row(i)[column];
        for (var i = 0; i < n; i++)
            squares += Math.Pow(Row(i)[column] - sum / n, 2);
        return squares > 0 ? 1 / Math.Sqrt(squares / n) : 1;
    }

    internal static void Validate(Covariates covariates, int customers, string name)
    {
        if (covariates.Values.Length != customers * covariates.Names.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected {customers} x {covariates.Names.Length} values, got {covariates.Values.Length}."
                ),
                name
            );
        }
        if (!covariates.Values.All(double.IsFinite))
            throw new ArgumentException("Expected finite values.", name);
    }
}
