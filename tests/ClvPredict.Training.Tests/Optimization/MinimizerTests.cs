using ClvPredict.Training.Optimization;

namespace ClvPredict.Training.Tests.Optimization;

/// <summary>On Rosenbrock's valley, whose minimum is 0 at (1, 1).</summary>
public sealed class MinimizerTests
{
    private static readonly double[] s_start = [-1.2, 1];

    [Fact]
    public void Bfgs_OnRosenbrock_FindsTheMinimum()
    {
        var minimum = BfgsMinimizer.Minimize(Rosenbrock, s_start, null, 1e-12, 200, default);

        minimum.Converged.ShouldBeTrue();
        minimum.Point[0].ShouldBe(1, 1e-5);
        minimum.Point[1].ShouldBe(1, 1e-5);
        minimum.InverseHessian.ShouldNotBeNull();
    }

    [Fact]
    public void Bfgs_FromItsOwnResult_StaysThere()
    {
        var first = BfgsMinimizer.Minimize(Rosenbrock, s_start, null, 1e-12, 200, default);

        var again = BfgsMinimizer.Minimize(
            Rosenbrock,
            first.Point,
            first.InverseHessian,
            1e-12,
            200,
            default
        );

        again.Iterations.ShouldBe(0);
        again.Point.ShouldBe(first.Point);
    }

    [Fact]
    public void Bfgs_WithTooFewSteps_SaysThatItHasNotConverged()
    {
        var minimum = BfgsMinimizer.Minimize(Rosenbrock, s_start, null, 1e-12, 5, default);

        minimum.Converged.ShouldBeFalse();
        minimum.Iterations.ShouldBe(5);
    }

    [Fact]
    public void Bfgs_WithAGradientThatLies_StopsAndSaysSo()
    {
        static double Lying(ReadOnlySpan<double> point, Span<double> gradient)
        {
            gradient[0] = -1;
            return point[0] * point[0] + 1;
        }

        var minimum = BfgsMinimizer.Minimize(Lying, [0], null, 1e-12, 50, default);

        minimum.Converged.ShouldBeFalse();
        minimum.Value.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void NelderMead_OnRosenbrockWithoutGradient_FindsTheMinimum()
    {
        static double ValueOnly(ReadOnlySpan<double> point, Span<double> gradient) =>
            Rosenbrock(point, new double[2]);

        var minimum = NelderMeadMinimizer.Minimize(ValueOnly, s_start, 0.5, 1e-12, 500, default);

        minimum.Converged.ShouldBeTrue();
        minimum.Point[0].ShouldBe(1, 1e-4);
        minimum.Point[1].ShouldBe(1, 1e-4);
    }

    [Fact]
    public void NelderMead_WhereTheFunctionIsUndefined_WalksAround()
    {
        static double Walled(ReadOnlySpan<double> point, Span<double> gradient) =>
            point[0] < -1.25 ? double.NaN : Rosenbrock(point, new double[2]);

        var minimum = NelderMeadMinimizer.Minimize(Walled, s_start, 0.5, 1e-12, 500, default);

        minimum.Value.ShouldBeLessThan(1e-8);
    }

    private static double Rosenbrock(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var (x, y) = (point[0], point[1]);
        gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
        gradient[1] = 200 * (y - x * x);
        return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    }
}
