namespace ClvPredict.Training.Optimization;

/// <summary>Where a minimiser ended.</summary>
/// <param name="Point">The best point found.</param>
/// <param name="Value">The value there.</param>
/// <param name="InverseHessian">Row-major estimate of the inverse Hessian, to start a neighbouring problem with; null when there is none.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Converged">False when the steps ran out or nothing lower could be found although the gradient is not small.</param>
internal sealed record Minimum(
    double[] Point,
    double Value,
    double[]? InverseHessian,
    int Iterations,
    bool Converged
);
