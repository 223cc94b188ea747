using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>Observed information at a maximum: minus the matrix of second derivatives of the log-likelihood in θ.</summary>
internal sealed class Information
{
    private const double Step = 1e-5;

    private readonly double[] _matrix;
    private readonly int _size;

    private Information(double[] matrix, int size)
    {
        _matrix = matrix;
        _size = size;
    }

    /// <summary>
    /// By differences of the gradient between the point and one step along each axis: its rounding and what the step's length
    /// adds are about equal, 1e-5 of the second derivatives.
    /// </summary>
    public static Information At(double[] point, PenalizedObjective objective)
    {
        var n = point.Length;
        var matrix = new double[n * n];
        var (here, up) = (new double[n], new double[n]);
        objective.Evaluate(point, here);
        var moved = (double[])point.Clone();
        for (var i = 0; i < n; i++)
        {
            moved[i] = point[i] + Step;
            objective.Evaluate(moved, up);
            moved[i] = point[i];
            for (var j = 0; j < n; j++)
            {
                var half = (up[j] - here[j]) / Step * objective.Customers / 2;
                matrix[i * n + j] += half;
                matrix[j * n + i] += half;
            }
        }
        return new Information(matrix, n);
    }

    /// <summary>True when no direction of θ has a standard error above the given one.</summary>
    public bool Determines(double standardError) =>
        Decompose(1 / (standardError * standardError)) is not null;

    /// <summary>
    /// The inverse Hessian of the objective (a mean over customers) in θ, row-major; null where the information is not positive
    /// definite.
    /// </summary>
    public double[]? InverseHessian(int customers)
    {
        if (Inverse() is not { } inverse)
            return null;
        for (var i = 0; i < inverse.Length; i++)
            inverse[i] *= customers;
        return inverse;
    }

    /// <summary>
    /// The inverse, turned into the covariance of the parameters, whose derivatives with respect to θ are
    /// <paramref name="derivatives"/>; row-major. Empty where the information is not positive definite.
    /// </summary>
    public ImmutableArray<double> Covariance(ReadOnlySpan<double> derivatives)
    {
        if (Inverse() is not { } covariance)
            return [];
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] *= derivatives[i / _size] * derivatives[i % _size];
        return [.. covariance];
    }

    /// <summary>The inverse by Cholesky's decomposition; null when the matrix is not positive definite.</summary>
    private double[]? Inverse()
    {
        if (Decompose(0) is not { } lower)
            return null;
        var n = _size;
        var inverse = new double[n * n];
        var column = new double[n];
        for (var c = 0; c < n; c++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == c ? 1.0 : 0;
                for (var k = 0; k < i; k++)
                    sum -= lower[i * n + k] * column[k];
                column[i] = sum / lower[i * n + i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = column[i];
                for (var k = i + 1; k < n; k++)
                    sum -= lower[k * n + i] * column[k];
                column[i] = sum / lower[i * n + i];
                inverse[i * n + c] = column[i];
            }
        }
        return inverse;
    }

    /// <summary>Cholesky's lower triangle of the matrix less a multiple of the identity; null when there is none.</summary>
    private double[]? Decompose(double less)
    {
        var n = _size;
        var lower = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _matrix[i * n + j] - (i == j ? less : 0);
                for (var k = 0; k < j; k++)
                    sum -= lower[i * n + k] * lower[j * n + k];
                if (i != j)
                    lower[i * n + j] = sum / lower[j * n + j];
                else if (sum > 0)
                    lower[i * n + i] = Math.Sqrt(sum);
                else
                    return null;
            }
        }
        return lower;
    }
}
