using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// How the parameters of a model are searched: parameter i = Scales[i] exp(θ_i), θ between Lowest and Highest.
/// </summary>
/// <param name="Names">Names of the parameters, for notes.</param>
/// <param name="Scales">The size that the data suggests for each parameter, so that good θ are near 0.</param>
/// <param name="Lowest">Where each θ starts to be penalised from below.</param>
/// <param name="Highest">Where each θ starts to be penalised from above.</param>
/// <param name="Starts">Parameters to start from, as multiples exp(θ) of the scales.</param>
internal sealed record LikelihoodProblem(
    ImmutableArray<string> Names,
    ImmutableArray<double> Scales,
    ImmutableArray<double> Lowest,
    ImmutableArray<double> Highest,
    ImmutableArray<ImmutableArray<double>> Starts
)
{
    /// <summary>θ of parameters, moved into the bounds.</summary>
    public double[] PointOf(ReadOnlySpan<double> parameters)
    {
        var point = new double[parameters.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = Math.Clamp(Math.Log(parameters[i] / Scales[i]), Lowest[i], Highest[i]);
        return point;
    }

    /// <summary>Writes the parameters at θ.</summary>
    public void ParametersAt(ReadOnlySpan<double> point, Span<double> parameters)
    {
        for (var i = 0; i < point.Length; i++)
            parameters[i] = Scales[i] * Math.Exp(point[i]);
    }
}
