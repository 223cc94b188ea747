namespace ClvPredict.Training.Boosting;

/// <summary>The range that a leaf's step (its value before the learning rate) must lie in.</summary>
/// <param name="Lower">Smallest step; may be minus infinity.</param>
/// <param name="Upper">Largest step, at least <paramref name="Lower"/>; may be infinite.</param>
internal readonly record struct LeafBounds(double Lower, double Upper)
{
    /// <summary>
    /// The bounds of the children of a leaf with these bounds: where the split must rise (1) or fall (-1), the middle of
    /// the children's steps separates all that grows on the left from all that grows on the right.
    /// </summary>
    public (LeafBounds Left, LeafBounds Right) Divide(
        int direction,
        double leftStep,
        double rightStep
    )
    {
        var middle = leftStep + (rightStep - leftStep) / 2;
        return direction switch
        {
            > 0 => (this with { Upper = middle }, this with { Lower = middle }),
            < 0 => (this with { Lower = middle }, this with { Upper = middle }),
            _ => (this, this),
        };
    }
}
