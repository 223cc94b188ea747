namespace ClvPredict.Training.Simulation;

/// <summary>Simulates the order lines of one customer after another, each from streams of its own.</summary>
internal sealed class CustomerOrders
{
    private const int MostUnits = 12;
    private static readonly double[] s_discountRates = [0.10, 0.15, 0.20, 0.25, 0.30];

    private readonly SimulationOptions _options;
    private readonly ShopCatalogue _catalogue;
    private readonly Season _season;
    private readonly List<SimulatedLine> _lines = [];
    private readonly List<SimulatedLine> _returns = [];
    private readonly List<double> _weights = [];
    private readonly List<int> _products = [];

    /// <summary>The options must be valid; the season must cover every day simulated.</summary>
    public CustomerOrders(SimulationOptions options, ShopCatalogue catalogue, Season season)
    {
        _options = options;
        _catalogue = catalogue;
        _season = season;
    }

    /// <summary>
    /// The lines of the customer simulated last: order by order, the return of an order directly after it. On any one
    /// day they are therefore in the order of their order ids.
    /// </summary>
    public IReadOnlyList<SimulatedLine> Lines => _lines;

    /// <summary>
    /// Simulates the customer (number from 1) and leaves the lines before <paramref name="endDay"/> in <see cref="Lines"/>.
    /// A later end adds lines and changes none.
    /// </summary>
    public CustomerTraits Simulate(int customerNumber, int endDay)
    {
        _lines.Clear();
        var traits = CustomerTraits.Draw(
            _options,
            _season,
            Stream(customerNumber, StreamPurpose.Traits)
        );
        var days = Stream(customerNumber, StreamPurpose.OrderDays);
        var baskets = Stream(customerNumber, StreamPurpose.Baskets);
        short orderNumber = 1;
        for (
            var day = traits.FirstOrderDay;
            day < endDay;
            day = NextOrderDay(traits, day, endDay, days)
        )
            AddOrder(traits, customerNumber, orderNumber++, day, endDay, baskets);
        return traits;
    }

    private RandomStream Stream(int customerNumber, StreamPurpose purpose) =>
        RandomStream.Derive(_options.Seed, customerNumber, purpose);

    /// <summary>
    /// A Poisson process with the customer's rate times the season's factor, by thinning (Lewis and Shedler 1979), cut to
    /// the first event of a day: as the process has no memory, it starts again on the next morning. A day before the
    /// end of the lifetime thus has an order with probability 1 - exp(-rate x factor).
    /// </summary>
    private int NextOrderDay(
        CustomerTraits traits,
        int lastOrderDay,
        int endDay,
        RandomStream random
    )
    {
        var stop = Math.Min(
            endDay,
            traits.LifetimeEndDay < int.MaxValue ? traits.LifetimeEndDay + 1 : endDay
        );
        var time = lastOrderDay + 1.0;
        while (true)
        {
            time += random.Exponential() / (traits.RatePerDay * _season.Peak);
            if (!(time < stop))
                return endDay;
            var day = (int)time;
            if (random.Happens(_season.Factor(day) / _season.Peak))
                return day;
        }
    }

    private void AddOrder(
        CustomerTraits traits,
        int customerNumber,
        short orderNumber,
        int day,
        int endDay,
        RandomStream random
    )
    {
        var shape = _options.OrderValueShape;
        var valueCents = traits.MeanOrderValue * 100 * random.Gamma(shape) / shape;
        var channel = random.Happens(_options.ChannelLoyalty)
            ? traits.PreferredChannel
            : random.Pick(ShopCatalogue.ChannelShares.AsSpan());
        var totalWeight = PickProducts(traits, random);
        _returns.Clear();
        for (var i = 0; i < _products.Count; i++)
        {
            var line = PriceLine(
                traits,
                _products[i],
                valueCents * _weights[i] / totalWeight,
                random
            ) with
            {
                CustomerNumber = customerNumber,
                OrderNumber = orderNumber,
                Day = day,
                ChannelIndex = (byte)channel,
            };
            _lines.Add(line);
            if (random.Happens(traits.ReturnPropensity))
                _returns.Add(line);
        }
        var returnDay = day + ReturnDelay.Draw(random);
        if (returnDay >= endDay)
            return;
        foreach (var line in _returns)
        {
            _lines.Add(
                line with
                {
                    Day = returnDay,
                    Quantity = (short)-line.Quantity,
                    UnitPriceCents = line.UnitPriceCents - line.UnitDiscountCents,
                    UnitDiscountCents = 0,
                }
            );
        }
    }

    /// <summary>Fills the products of an order and their weights in its value; returns the sum of the weights.</summary>
    private double PickProducts(CustomerTraits traits, RandomStream random)
    {
        _products.Clear();
        _weights.Clear();
        var total = 0.0;
        for (var rest = random.Poisson(_options.MeanLinesPerOrder - 1); rest >= 0; rest--)
        {
            var category = random.Pick(traits.CategoryShares.AsSpan());
            var rank = random.Pick(ShopCatalogue.Popularity.AsSpan());
            var weight = ShopCatalogue.Categories[category].PriceLevel * (0.5 + random.Uniform());
            _products.Add((category * ShopCatalogue.ProductsPerCategory) + rank);
            _weights.Add(weight);
            total += weight;
        }
        return total;
    }

    /// <summary>
    /// A line of about the value given. Who spends more buys more units and dearer variants, to equal parts: the quantity
    /// is the square root of the value over the list price. The discount is a whole number of cents a unit, so that a
    /// return pays back exactly what was paid.
    /// </summary>
    private SimulatedLine PriceLine(
        CustomerTraits traits,
        int product,
        double valueCents,
        RandomStream random
    )
    {
        var discountRate = random.Happens(traits.DiscountAffinity)
            ? s_discountRates[random.Below(s_discountRates.Length)]
            : 0;
        var beforeDiscount = valueCents / (1 - discountRate);
        var timesListPrice = beforeDiscount / _catalogue.ListPriceCents(product);
        var quantity = Math.Clamp(Math.Floor(Math.Sqrt(timesListPrice) + 0.5), 1, MostUnits);
        var unitPrice = Math.Max(2, (long)Math.Floor((beforeDiscount / quantity) + 0.5));
        var unitDiscount =
            discountRate > 0
                ? Math.Clamp((long)Math.Floor((unitPrice * discountRate) + 0.5), 1, unitPrice - 1)
                : 0;
        return new SimulatedLine
        {
            ProductIndex = (short)product,
            Quantity = (short)quantity,
            UnitPriceCents = unitPrice,
            UnitDiscountCents = unitDiscount,
        };
    }
}
