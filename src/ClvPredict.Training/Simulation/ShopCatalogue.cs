using System.Collections.Immutable;

namespace ClvPredict.Training.Simulation;

/// <summary>What the simulated shop sells, and through which channels: 4 channels, 8 categories, 120 products.</summary>
internal sealed class ShopCatalogue
{
    /// <summary>Number of products of each category.</summary>
    public const int ProductsPerCategory = 15;

    private const double TypicalListPriceCents = 2_000;
    private const double LogPriceDeviation = 0.4;

    private readonly double[] _listPriceCents;

    /// <summary>The shop's list prices follow from the seed alone.</summary>
    public ShopCatalogue(long seed)
    {
        var random = RandomStream.Derive(seed, item: -1, StreamPurpose.Catalogue);
        _listPriceCents = new double[Categories.Length * ProductsPerCategory];
        for (var product = 0; product < _listPriceCents.Length; product++)
        {
            var level = Categories[product / ProductsPerCategory].PriceLevel;
            _listPriceCents[product] =
                TypicalListPriceCents
                * level
                * PortableMath.Exp(LogPriceDeviation * random.Normal());
        }
    }

    /// <summary>The sales channels.</summary>
    public static ImmutableArray<ShopChannel> Channels { get; } =
    [
        new("web", 0.40, RateFactor: 1.0, LifetimeFactor: 1.0),
        new("shop", 0.25, RateFactor: 0.8, LifetimeFactor: 1.2),
        new("app", 0.20, RateFactor: 1.4, LifetimeFactor: 1.2),
        new("email", 0.15, RateFactor: 0.8, LifetimeFactor: 0.6),
    ];

    /// <summary>The product categories; product numbers run through them in this order.</summary>
    public static ImmutableArray<ShopCategory> Categories { get; } =
    [
        new("beauty", 0.15, PriceLevel: 0.60),
        new("books", 0.14, PriceLevel: 0.40),
        new("clothing", 0.22, PriceLevel: 1.00),
        new("electronics", 0.08, PriceLevel: 2.50),
        new("garden", 0.06, PriceLevel: 1.55),
        new("kitchen", 0.15, PriceLevel: 0.90),
        new("sports", 0.11, PriceLevel: 1.30),
        new("toys", 0.09, PriceLevel: 0.70),
    ];

    /// <summary>Shares of <see cref="Channels"/>.</summary>
    public static ImmutableArray<double> ChannelShares { get; } =
    [.. Channels.Select(c => c.Share)];

    /// <summary>Popularity within a category: the k-th product (from 1) is bought in proportion to 1/k.</summary>
    public static ImmutableArray<double> Popularity { get; } =
    [.. Enumerable.Range(1, ProductsPerCategory).Select(k => 1.0 / k)];

    /// <summary>The list price of a product (index from 0) in cents.</summary>
    public double ListPriceCents(int product) => _listPriceCents[product];

    /// <summary>The category of a product (index from 0).</summary>
    public static ShopCategory CategoryOf(int product) => Categories[product / ProductsPerCategory];
}
