using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>Worth T(G)² / (H + L2) of a leaf whose value is free, with T the soft threshold by L1.</summary>
/// <remarks>Chen and Guestrin, XGBoost (2016), equation 7, without the factor 1/2; L1 as in its implementation.</remarks>
internal readonly struct FreeScore(double l1, double l2) : ISplitScore
{
    public Vector256<double> Leaf(Vector256<double> gradient, Vector256<double> hessian)
    {
        var size = Vector256.Abs(gradient) - Vector256.Create(l1);
        var kept = Vector256.Max(size, Vector256<double>.Zero);
        return kept * kept / (hessian + Vector256.Create(l2));
    }

    public Vector256<double> Children(
        Vector256<double> leftGradient,
        Vector256<double> leftHessian,
        Vector256<double> rightGradient,
        Vector256<double> rightHessian
    ) => Leaf(leftGradient, leftHessian) + Leaf(rightGradient, rightHessian);
}
