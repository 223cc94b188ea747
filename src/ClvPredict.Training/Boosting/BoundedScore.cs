using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// Worth -(2 G w + (H + L2) w² + 2 L1 |w|) of a leaf at the best step w within its bounds; a split whose steps run against the
/// direction asked for is worth minus infinity.
/// </summary>
/// <remarks>Chen and Guestrin, XGBoost (2016), equation 4 at a given w.</remarks>
internal readonly struct BoundedScore(double l1, double l2, LeafBounds bounds, int direction)
    : ISplitScore
{
    public Vector256<double> Leaf(Vector256<double> gradient, Vector256<double> hessian) =>
        Worth(gradient, hessian, Step(gradient, hessian));

    public Vector256<double> Children(
        Vector256<double> leftGradient,
        Vector256<double> leftHessian,
        Vector256<double> rightGradient,
        Vector256<double> rightHessian
    )
    {
        var left = Step(leftGradient, leftHessian);
        var right = Step(rightGradient, rightHessian);
        var rise = (right - left) * Vector256.Create((double)direction);
        return Vector256.ConditionalSelect(
            Vector256.LessThan(rise, Vector256<double>.Zero),
            Vector256.Create(double.NegativeInfinity),
            Worth(leftGradient, leftHessian, left) + Worth(rightGradient, rightHessian, right)
        );
    }

    private Vector256<double> Step(Vector256<double> gradient, Vector256<double> hessian)
    {
        var size = Vector256.Abs(gradient) - Vector256.Create(l1);
        var kept = Vector256.Max(size, Vector256<double>.Zero);
        var step = Vector256.CopySign(kept, -gradient) / (hessian + Vector256.Create(l2));
        return Vector256.Max(
            Vector256.Min(step, Vector256.Create(bounds.Upper)),
            Vector256.Create(bounds.Lower)
        );
    }

    private Vector256<double> Worth(
        Vector256<double> gradient,
        Vector256<double> hessian,
        Vector256<double> step
    )
    {
        var twice = Vector256.Create(2.0);
        return -(
            twice * gradient * step
            + (hessian + Vector256.Create(l2)) * step * step
            + twice * Vector256.Create(l1) * Vector256.Abs(step)
        );
    }
}
