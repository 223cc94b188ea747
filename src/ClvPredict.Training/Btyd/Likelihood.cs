namespace ClvPredict.Training.Btyd;

/// <summary>The log-likelihood of a model as a function of its parameters.</summary>
internal abstract class Likelihood
{
    /// <summary>Number of customers.</summary>
    public abstract int Customers { get; }

    /// <summary>Number of parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>
    /// Sum of the log-likelihood, and its derivatives with respect to the logs of the parameters (with
    /// respect to the coefficients themselves). The bits do not depend on the number of threads.
    /// </summary>
    public abstract double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient);
}
