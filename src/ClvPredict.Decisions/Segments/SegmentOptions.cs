using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>Limits of the segments. Every default is here.</summary>
public sealed record SegmentOptions
{
    /// <summary>Most purchase days of a casual customer, at least 1.</summary>
    public int CasualOrders { get; init; } = 2;

    /// <summary>Fewest purchase days of a loyal customer, at least 2.</summary>
    public int LoyalOrders { get; init; } = 3;

    /// <summary>Fewest days from the first purchase day of a loyal customer to the as-of day, at least 0.</summary>
    public int LoyalDays { get; init; } = 180;

    /// <summary>Share of all spend that big spenders hold together, above 0 and below 1.</summary>
    public double BigSpenderShare { get; init; } = 0.5;

    /// <summary>Share of the customers with a lower mean order value than a high-order-value customer, above 0 and below 1.</summary>
    public double HighOrderValueShare { get; init; } = 0.8;

    /// <summary>Most that discounts took off the spend of a full-price customer, as a share.</summary>
    public double FullPriceDiscount { get; init; } =
        RetentionEconomics.DefaultFullPriceDiscountShare;

    /// <summary>Fewest lines of a discount shopper that were discounted, as a share.</summary>
    public double DiscountLines { get; init; } = 0.5;

    /// <summary>Length of a season in days, 7..180.</summary>
    public int SeasonDays { get; init; } = 92;

    /// <summary>Share of a seasonal customer's purchase days that lie in the season, above 0.5 up to 1.</summary>
    public double SeasonShare { get; init; } = 0.75;

    /// <summary>Probability at most of so much season by chance, above 0 and below 1.</summary>
    public double SeasonChance { get; init; } = 0.01;

    /// <summary>Fewest purchase days of a regular re-orderer, at least 3.</summary>
    public int RegularOrders { get; init; } = 4;

    /// <summary>Largest standard deviation over mean of a regular re-orderer's gaps.</summary>
    public double RegularVariation { get; init; } = 0.35;

    /// <summary>Share of the gaps to be expected that an overdue customer's silence is longer than, above 0 and below 1.</summary>
    public double OverdueShare { get; init; } = 0.95;

    /// <summary>Share of the customers with a lower historic value than one worth winning back, 0 up to below 1.</summary>
    public double WinBackShare { get; init; } = 0.5;

    /// <summary>Days back from the as-of day in which a cart event counts, at least 1.</summary>
    public int CartDays { get; init; } = 30;

    /// <summary>Most days from the last order of a recent buyer to the as-of day, at least 1.</summary>
    public int RecentDays { get; init; } = 90;

    /// <summary>Types of events that say that something lies in the cart, in small letters with underscores.</summary>
    public ImmutableArray<string> CartEvents { get; init; } =
    [
        "cart",
        "add_to_cart",
        "added_to_cart",
        "cart_add",
        "abandoned_cart",
        "cart_abandoned",
        "basket",
        "checkout",
        "begin_checkout",
    ];

    /// <summary>Share of mean predicted CLV that rewards may cost, 0..1.</summary>
    public double RewardShare { get; init; } = 0.05;

    /// <summary>The options with one limit changed.</summary>
    /// <param name="name">Its name with underscores, such as loyal_orders.</param>
    /// <param name="value">Its value; fractions are cut off where it counts something.</param>
    /// <exception cref="ArgumentException">No limit goes by the name; the message names all.</exception>
    public SegmentOptions With(string name, double value) =>
        name switch
        {
            "casual_orders" => this with { CasualOrders = (int)value },
            "loyal_orders" => this with { LoyalOrders = (int)value },
            "loyal_days" => this with { LoyalDays = (int)value },
            "big_spender_share" => this with { BigSpenderShare = value },
            "high_order_value_share" => this with { HighOrderValueShare = value },
            "full_price_discount" => this with { FullPriceDiscount = value },
            "discount_lines" => this with { DiscountLines = value },
            "season_days" => this with { SeasonDays = (int)value },
            "season_share" => this with { SeasonShare = value },
            "season_chance" => this with { SeasonChance = value },
            "regular_orders" => this with { RegularOrders = (int)value },
            "regular_variation" => this with { RegularVariation = value },
            "overdue_share" => this with { OverdueShare = value },
            "win_back_share" => this with { WinBackShare = value },
            "cart_days" => this with { CartDays = (int)value },
            "recent_days" => this with { RecentDays = (int)value },
            "reward_share" => this with { RewardShare = value },
            _ => throw new ArgumentException(
                $"\"{(name.Length > 80 ? name[..80] : name)}\" is no limit of a segment; there are casual_orders, loyal_orders, loyal_days, big_spender_share, high_order_value_share, full_price_discount, discount_lines, season_days, season_share, season_chance, regular_orders, regular_variation, overdue_share, win_back_share, cart_days, recent_days and reward_share."
            ),
        };

    /// <summary>Refuses values out of range, all faults at once.</summary>
    /// <exception cref="ArgumentException">One or more values are out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Whole(nameof(CasualOrders), CasualOrders, 1, int.MaxValue);
        Whole(nameof(LoyalOrders), LoyalOrders, 2, int.MaxValue);
        Whole(nameof(LoyalDays), LoyalDays, 0, int.MaxValue);
        Share(nameof(BigSpenderShare), BigSpenderShare, 0.001, 0.999);
        Share(nameof(HighOrderValueShare), HighOrderValueShare, 0.001, 0.999);
        Share(nameof(FullPriceDiscount), FullPriceDiscount, 0, 1);
        Share(nameof(DiscountLines), DiscountLines, 0, 1);
        Whole(nameof(SeasonDays), SeasonDays, 7, 180);
        Share(nameof(SeasonShare), SeasonShare, 0.5, 1);
        Share(nameof(SeasonChance), SeasonChance, 1e-12, 0.999);
        Whole(nameof(RegularOrders), RegularOrders, 3, int.MaxValue);
        Share(nameof(RegularVariation), RegularVariation, 0, 10);
        Share(nameof(OverdueShare), OverdueShare, 0.001, 0.999999);
        Share(nameof(WinBackShare), WinBackShare, 0, 0.999);
        Whole(nameof(CartDays), CartDays, 1, int.MaxValue);
        Whole(nameof(RecentDays), RecentDays, 1, int.MaxValue);
        Share(nameof(RewardShare), RewardShare, 0, 1);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults));

        void Whole(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                faults.Add(
                    most == int.MaxValue
                        ? $"{name} is {value}; it must be at least {least}."
                        : $"{name} is {value}; it must lie between {least} and {most}."
                );
        }

        void Share(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                faults.Add(
                    FormattableString.Invariant(
                        $"{name} is {value}; it must lie between {least} and {most}."
                    )
                );
        }
    }
}
