using System.Runtime.InteropServices;

namespace ClvPredict.Decisions.Economics;

/// <summary>What the customers of one group were worth, as <see cref="PartialPooling"/> takes it.</summary>
/// <param name="Customers">Customers in the group, at least 1.</param>
/// <param name="Mean">Mean value of a customer, in money; may be negative where more came back than was bought.</param>
/// <param name="Variance">Variance of the customers' values (n - 1 in the denominator), in squared money; 0 with one customer.</param>
/// <param name="SharedLogSd">Standard deviation of the log of the mean that all groups share, such as that of the level of a
/// forecast part: it widens ranges and leaves comparisons alone. At least 0.</param>
/// <param name="IsMixture">Whether it is no group of its own but a rest, such as all small groups: it is never the best.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GroupSample(
    int Customers,
    double Mean,
    double Variance,
    double SharedLogSd = 0,
    bool IsMixture = false
)
{
    /// <summary>The sample of a group's values.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static GroupSample Of(
        ReadOnlySpan<double> values,
        double sharedLogSd = 0,
        bool isMixture = false
    )
    {
        if (values.IsEmpty)
            throw new ArgumentException("A group has at least one customer.", nameof(values));
        var mean = 0.0;
        foreach (var value in values)
            mean += value;
        mean /= values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return new GroupSample(
            values.Length,
            mean,
            values.Length > 1 ? squares / (values.Length - 1) : 0,
            sharedLogSd,
            isMixture
        );
    }
}
