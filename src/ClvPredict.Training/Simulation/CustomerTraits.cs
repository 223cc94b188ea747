using System.Collections.Immutable;

namespace ClvPredict.Training.Simulation;

/// <summary>What is true of one simulated customer and cannot be seen in the log.</summary>
internal sealed record CustomerTraits
{
    private const double DaysPerWeek = 7;

    /// <summary>Day of joining and of the first order (<see cref="DateOnly.DayNumber"/>).</summary>
    public required int FirstOrderDay { get; init; }

    /// <summary>Last day on which the customer may order; <see cref="int.MaxValue"/> when centuries away.</summary>
    public required int LifetimeEndDay { get; init; }

    /// <summary>Orders a day while alive, in a month of factor 1, before the limit of one order a day.</summary>
    public required double RatePerDay { get; init; }

    /// <summary>Rate of dropping out for good, a day.</summary>
    public required double DropoutPerDay { get; init; }

    /// <summary>Mean value of the customer's orders in units of the currency, after discounts and before returns.</summary>
    public required double MeanOrderValue { get; init; }

    /// <summary>Probability that a line is discounted.</summary>
    public required double DiscountAffinity { get; init; }

    /// <summary>Probability that a line is returned.</summary>
    public required double ReturnPropensity { get; init; }

    /// <summary>Index into <see cref="ShopCatalogue.Channels"/>.</summary>
    public required int PreferredChannel { get; init; }

    /// <summary>Share of each of <see cref="ShopCatalogue.Categories"/> in the customer's lines; sums to 1.</summary>
    public required ImmutableArray<double> CategoryShares { get; init; }

    /// <summary>Index of the category with the largest share, the first of equals.</summary>
    public int PreferredCategory
    {
        get
        {
            var best = 0;
            for (var i = 1; i < CategoryShares.Length; i++)
            {
                if (CategoryShares[i] > CategoryShares[best])
                    best = i;
            }
            return best;
        }
    }

    /// <summary>Draws a customer from the population that the options describe.</summary>
    public static CustomerTraits Draw(SimulationOptions options, Season season, RandomStream random)
    {
        var firstOrderDay = DrawFirstOrderDay(options, season, random);
        var preferredChannel = random.Pick(ShopCatalogue.ChannelShares.AsSpan());
        var channel = ShopCatalogue.Channels[preferredChannel];
        var rate =
            random.Gamma(options.RateShape)
            / (options.RateScaleWeeks * DaysPerWeek)
            * channel.RateFactor;
        var dropout =
            random.Gamma(options.DropoutShape)
            / (options.DropoutScaleWeeks * DaysPerWeek)
            / channel.LifetimeFactor;
        // A dropout rate of 0 gives an infinite lifetime. A day number beyond int would not be a date either way.
        var lifetimeEnd = firstOrderDay + Math.Floor(random.Exponential() / dropout);
        var shares = DrawCategoryShares(options.PreferenceConcentration, random);
        var priceLevel = 0.0;
        for (var i = 0; i < shares.Length; i++)
            priceLevel += shares[i] * ShopCatalogue.Categories[i].PriceLevel;
        // Gamma-Gamma: values have shape p and rate ν, ν has shape q and rate v, so the mean p/ν is p v / Gamma(q).
        var meanOrderValue =
            options.OrderValueShape
            * options.SpendScale
            / random.Gamma(options.SpendShape)
            * priceLevel;
        return new CustomerTraits
        {
            FirstOrderDay = firstOrderDay,
            LifetimeEndDay = lifetimeEnd < int.MaxValue ? (int)lifetimeEnd : int.MaxValue,
            RatePerDay = rate,
            DropoutPerDay = dropout,
            MeanOrderValue = meanOrderValue,
            DiscountAffinity = random.Beta(
                options.MeanDiscountAffinity,
                options.HabitConcentration
            ),
            ReturnPropensity = random.Beta(
                options.MeanReturnPropensity,
                options.HabitConcentration
            ),
            PreferredChannel = preferredChannel,
            CategoryShares = shares,
        };
    }

    /// <summary>Density 1 + trend (2u - 1) on the share u of the period, thinned by the season.</summary>
    private static int DrawFirstOrderDay(
        SimulationOptions options,
        Season season,
        RandomStream random
    )
    {
        var start = options.Start.DayNumber;
        var days = options.End.DayNumber - start;
        while (true)
        {
            var day = start + random.Below(days);
            var middleOfDay = (day - start + 0.5) / days;
            var density = 1 + (options.JoinTrend * ((2 * middleOfDay) - 1));
            if (
                random.Happens(
                    density / (1 + Math.Abs(options.JoinTrend)) * season.Factor(day) / season.Peak
                )
            )
                return day;
        }
    }

    /// <summary>A Dirichlet vector with the shop's shares as mean.</summary>
    private static ImmutableArray<double> DrawCategoryShares(
        double concentration,
        RandomStream random
    )
    {
        var categories = ShopCatalogue.Categories;
        var shares = new double[categories.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = random.Gamma(concentration * categories[i].Share);
            sum += shares[i];
        }
        // With a tiny concentration all gammas can underflow; such a customer buys one category only.
        if (sum <= 0)
            shares[random.Below(shares.Length)] = sum = 1;
        for (var i = 0; i < shares.Length; i++)
            shares[i] /= sum;
        return [.. shares];
    }
}
