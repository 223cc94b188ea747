namespace ClvPredict.Training.Optimization;

/// <summary>
/// A smooth function to minimise. Writes its gradient at <paramref name="point"/> into <paramref name="gradient"/>
/// (same length) and returns its value; +infinity where it cannot be computed.
/// </summary>
internal delegate double ObjectiveFunction(ReadOnlySpan<double> point, Span<double> gradient);
