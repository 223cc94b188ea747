using System.Collections.Immutable;

namespace ClvPredict.Training.Judging;

/// <summary>What the judge finds of a new model beside the present one.</summary>
public sealed record ComparisonReport
{
    /// <summary>Whether the new model may take the present one's place without anybody saying so.</summary>
    public required bool MayReplace { get; init; }

    /// <summary>The reason, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What was compared on.</summary>
    public ComparisonBasis Basis { get; init; } = ComparisonBasis.None;

    /// <summary>First day of the window compared on; null without one.</summary>
    public DateOnly? Cutoff { get; init; }

    /// <summary>Length of the window in days.</summary>
    public int Days { get; init; }

    /// <summary>Customers compared on.</summary>
    public int Customers { get; init; }

    /// <summary>Level-free losses of activity, orders and value; empty without a window.</summary>
    public ImmutableArray<ComparedLoss> Losses { get; init; } = [];

    /// <summary>Predicted over actual total value - 1, of the new model or its twin; NaN without a window.</summary>
    public double NewBias { get; init; } = double.NaN;

    /// <summary>The same of the present model.</summary>
    public double PresentBias { get; init; } = double.NaN;

    /// <summary>A report without a comparison.</summary>
    internal static ComparisonReport Without(bool mayReplace, string reason) =>
        new() { MayReplace = mayReplace, Reason = reason };
}
