using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// How the parameters of a model are searched: a positive parameter i = Scales[i] exp(θ_i), a coefficient = Scales[i] θ_i,
/// θ between Lowest and Highest.
/// </summary>
/// <param name="Names">Names of the parameters, for notes and standard errors.</param>
/// <param name="Scales">The size that the data suggests for each parameter, so that good θ are near 0.</param>
/// <param name="Starts">Parameters to start from, as multiples of the scales.</param>
internal sealed record LikelihoodProblem(
    ImmutableArray<string> Names,
    ImmutableArray<double> Scales,
    ImmutableArray<ImmutableArray<double>> Starts
)
{
    /// <summary>Default bound on θ: a factor of 22,000 either way.</summary>
    public const double LargestLog = 10;

    /// <summary>Where each θ starts to be penalised from below.</summary>
    public ImmutableArray<double> Lowest { get; init; } =
    [.. Enumerable.Repeat(-LargestLog, Scales.Length)];

    /// <summary>Where each θ starts to be penalised from above.</summary>
    public ImmutableArray<double> Highest { get; init; } =
    [.. Enumerable.Repeat(LargestLog, Scales.Length)];

    /// <summary>So many parameters are positive; those after them are coefficients of any sign.</summary>
    public int PositiveCount { get; init; } = Scales.Length;

    /// <summary>True when the parameter is positive and θ its log.</summary>
    public bool IsLog(int parameter) => parameter < PositiveCount;

    /// <summary>θ of parameters, moved into the bounds.</summary>
    public double[] PointOf(ReadOnlySpan<double> parameters)
    {
        var point = new double[parameters.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var multiple = parameters[i] / Scales[i];
            point[i] = Math.Clamp(IsLog(i) ? Math.Log(multiple) : multiple, Lowest[i], Highest[i]);
        }
        return point;
    }

    /// <summary>θ of one of the starts.</summary>
    public double[] StartingPoint(int start) =>
        PointOf([.. Starts[start].Select((multiple, i) => multiple * Scales[i])]);

    /// <summary>Writes the parameters at θ.</summary>
    public void ParametersAt(ReadOnlySpan<double> point, Span<double> parameters)
    {
        for (var i = 0; i < point.Length; i++)
            parameters[i] = Scales[i] * (IsLog(i) ? Math.Exp(point[i]) : point[i]);
    }
}
