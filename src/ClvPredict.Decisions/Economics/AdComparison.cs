using System.Collections.Immutable;

namespace ClvPredict.Decisions.Economics;

/// <summary>Ads judged by the CLV of whom they brought, beside the first order alone.</summary>
/// <param name="Ads">At least one.</param>
public sealed record AdComparison(ImmutableArray<AdResult> Ads)
{
    /// <summary>The ad with the highest CLV, less its cost where all costs are known; the first of equals.</summary>
    public string BestByClv =>
        (Ads.Any(a => double.IsNaN(a.Cac)) ? Ads.MaxBy(a => a.Clv) : Ads.MaxBy(a => a.Profit))!.Ad;

    /// <summary>The ad with the highest first order; the first of equals.</summary>
    public string BestByFirstOrder => Ads.MaxBy(a => a.FirstOrderValue)!.Ad;
}
