namespace ClvPredict.Data;

/// <summary>
/// Money as whole numbers of 1/10,000 of the currency's unit ("minor" in names), so that sums are exact and do not
/// depend on the order of the lines.
/// </summary>
public static class Money
{
    /// <summary>How many minor units make one unit of the currency: 10,000.</summary>
    public const long MinorPerUnit = 10_000;

    /// <summary>Minor units as a number of the currency's units; exact up to 2^53 minor units.</summary>
    public static double ToUnits(long minor) => (double)minor / MinorPerUnit;
}
