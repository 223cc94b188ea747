using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting;

/// <summary>
/// What leaves are worth, for four at a time: twice the reduction of the penalised loss to second order. Implemented by structs
/// only, so that the search loop is compiled for each of them without calls.
/// </summary>
internal interface ISplitScore
{
    /// <summary>Worth of leaves with these sums of gradients and hessians.</summary>
    Vector256<double> Leaf(Vector256<double> gradient, Vector256<double> hessian);

    /// <summary>Worth of both children of a split; minus infinity where the split is not allowed.</summary>
    Vector256<double> Children(
        Vector256<double> leftGradient,
        Vector256<double> leftHessian,
        Vector256<double> rightGradient,
        Vector256<double> rightHessian
    );
}
