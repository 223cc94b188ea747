using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Models;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Shop;

/// <summary>What a <see cref="ScoredShop"/> is made from, again whenever the model file is another one.</summary>
public sealed record ShopSource
{
    /// <summary>A model zip of clv train, or a file that names one, such as models/current.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Orders whose customers are scored at every start and reload; null without.</summary>
    public ShopOrders? Orders { get; init; }

    /// <summary>Scores made elsewhere, which a reload leaves as they are; null without. Not together with orders.</summary>
    public StoredScores? Scores { get; init; }

    /// <summary>What the shop states about its money.</summary>
    public ShopConfig Config { get; init; } = new();

    /// <summary>Campaigns and budget of the retention list.</summary>
    public RetentionEconomics Economics { get; init; } = new();

    /// <summary>How customers are divided into value tiers.</summary>
    public TierRule Tiers { get; init; } = new();

    /// <summary>Share of the customers that ranges hold, one of <see cref="IntervalTable.NominalLevels"/>.</summary>
    public double RangeCoverage { get; init; } = IntervalTable.Nominal;

    /// <summary>Threads used for scoring all customers; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Loads the model and scores the customers.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelPackageException">The zip is refused.</exception>
    /// <exception cref="FeatureContractException">The orders are not what the model's features are computed from.</exception>
    /// <exception cref="ClvPredict.Data.OrderDataException">There is no order before the as-of day.</exception>
    public ScoredShop Load(CancellationToken cancellationToken = default)
    {
        var zip = ModelFileState.Of(ModelPath).Zip;
        var scorer = new CustomerScorer(
            ModelPackage.Load(zip) with
            {
                RangeCoverage = RangeCoverage,
            }
        );
        if (Orders is not { } orders)
            return new ScoredShop(this, Path.GetFileName(zip), scorer, null);
        return new ScoredShop(
            this,
            Path.GetFileName(zip),
            scorer,
            Score(scorer, orders, orders.AsOf, cancellationToken)
        );
    }

    /// <summary>Scores the customers as they were seen on a day.</summary>
    internal CustomerScores Score(
        CustomerScorer scorer,
        ShopOrders orders,
        DateOnly day,
        CancellationToken cancellationToken = default
    )
    {
        var contract = scorer.Model.Manifest.Features;
        var scores = scorer.Score(
            orders.Data with
            {
                Attributes = contract.Attributes is null ? null : orders.Data.Attributes,
                Events = contract.Events is null ? null : orders.Data.Events,
            },
            day,
            Economics,
            Threads,
            cancellationToken
        );
        return Tiers == new TierRule() ? scores : scores.WithTiers(Tiers);
    }
}
