using System.Globalization;

namespace ClvPredict.Scoring;

/// <summary>
/// Three scores from 1 to 5 (Hughes 1994, "Strategic Database Marketing"): the fifth of the customers that one belongs to. A
/// score is 1 + floor(5 x share of customers strictly worse), so equals score equally. The default value is no score.
/// </summary>
/// <param name="LastOrder">By days since the last order; 5 is the most recent fifth.</param>
/// <param name="Orders">By repeat purchase days; 5 is the fifth that buys most often.</param>
/// <param name="Spend">By spend so far; 5 is the fifth that has spent most.</param>
public readonly record struct RfmScore(int LastOrder, int Orders, int Spend)
{
    /// <summary>The three digits, such as 545.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LastOrder}{Orders}{Spend}");
}
