namespace ClvPredict.Data;

/// <summary>What a set of order lines adds up to, in minor units (see <see cref="Money"/>).</summary>
/// <param name="GrossMinor">Sum of the lines that are no returns; not negative.</param>
/// <param name="ReturnsMinor">Sum of the return lines; not positive.</param>
public readonly record struct Ledger(long GrossMinor, long ReturnsMinor)
{
    /// <summary>Gross plus returns.</summary>
    public long NetMinor => checked(GrossMinor + ReturnsMinor);

    /// <summary>What the lines of both add up to.</summary>
    public Ledger Plus(Ledger other) =>
        new(checked(GrossMinor + other.GrossMinor), checked(ReturnsMinor + other.ReturnsMinor));
}
