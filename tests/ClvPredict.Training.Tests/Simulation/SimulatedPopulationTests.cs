using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>
/// The simulated log against the model's known parameters. Tolerances are 4 standard errors: 1 right simulation in
/// 16,000 would fail, and the seed is fixed.
/// </summary>
public sealed class SimulatedPopulationTests(SimulatedPopulation population)
    : IClassFixture<SimulatedPopulation>
{
    private static readonly SimulationOptions s_options = SimulatedPopulation.Options;
    private static readonly int s_end = s_options.End.DayNumber;

    [Fact]
    public void Rates_OverCustomers_HaveTheirMean() =>
        // The channels' factors have mean 1, so the mean is r/α.
        SimulatedPopulation.MeanShouldBe(
            [.. population.Customers.Select(c => c.Traits.RatePerDay * 7)],
            s_options.RateShape / s_options.RateScaleWeeks
        );

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 0.8)]
    [InlineData(2, 1.4)]
    [InlineData(3, 0.8)]
    public void Rates_OfAChannel_HaveItsFactor(int channel, double rateFactor) =>
        SimulatedPopulation.MeanShouldBe(
            [.. OfChannel(channel).Select(c => c.Traits.RatePerDay * 7)],
            s_options.RateShape / s_options.RateScaleWeeks * rateFactor
        );

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 1.2)]
    [InlineData(2, 1.2)]
    [InlineData(3, 0.6)]
    public void Lifetimes_OfAChannel_SurviveHalfAYearAsTheParetoDistributionSays(
        int channel,
        double lifetimeFactor
    )
    {
        const int Days = 182;
        var weeks = Days / 7.0 / lifetimeFactor;

        SimulatedPopulation.MeanShouldBe(
            [
                .. OfChannel(channel)
                    .Select(c =>
                        c.Traits.LifetimeEndDay - c.Traits.FirstOrderDay >= Days ? 1.0 : 0
                    ),
            ],
            Math.Pow(
                s_options.DropoutScaleWeeks / (s_options.DropoutScaleWeeks + weeks),
                s_options.DropoutShape
            )
        );
    }

    [Fact]
    public void OrdersOfEachMonth_GivenRatesAndLifetimes_FollowTheSeason()
    {
        var expected = new double[12];
        var variance = new double[12];
        var orders = new int[12];

        foreach (var customer in population.Customers)
        {
            var last = Math.Min(customer.Traits.LifetimeEndDay, s_end - 1);
            for (var day = customer.Traits.FirstOrderDay + 1; day <= last; day++)
            {
                var month = DateOnly.FromDayNumber(day).Month - 1;
                var probability =
                    1 - Math.Exp(-customer.Traits.RatePerDay * s_options.MonthFactors[month]);
                expected[month] += probability;
                variance[month] += probability * (1 - probability);
            }
            foreach (var day in customer.OrderDays.Skip(1))
                orders[DateOnly.FromDayNumber(day).Month - 1]++;
        }

        for (var month = 0; month < 12; month++)
            ((double)orders[month]).ShouldBe(expected[month], 4 * Math.Sqrt(variance[month]));
    }

    [Fact]
    public void Joining_OverThePeriod_FollowsTrendAndSeason()
    {
        var days = s_end - s_options.Start.DayNumber;
        var weights = Enumerable
            .Range(0, days)
            .Select(i =>
                (1 + (s_options.JoinTrend * ((2 * (i + 0.5) / days) - 1)))
                * s_options.MonthFactors[s_options.Start.AddDays(i).Month - 1]
            )
            .ToArray();
        var total = weights.Sum();

        foreach (var quarter in Enumerable.Range(0, 8))
        {
            var from = days * quarter / 8;
            var to = days * (quarter + 1) / 8;
            SimulatedPopulation.MeanShouldBe(
                [
                    .. population.Customers.Select(c =>
                        c.Traits.FirstOrderDay - s_options.Start.DayNumber is var day
                        && day >= from
                        && day < to
                            ? 1.0
                            : 0
                    ),
                ],
                weights[from..to].Sum() / total
            );
        }
    }

    [Fact]
    public void OneTimeBuyers_AtTheEndOfTheLog_AreMoreThanHalf() =>
        population
            .Customers.Count(c => c.OrderDays.Count == 1)
            .ShouldBeGreaterThan(s_options.Customers / 2);

    [Fact]
    public void FirstOrders_MeanValue_IsTheGammaGammaMean() =>
        SimulatedPopulation.MeanShouldBe(
            [.. population.Customers.Select(c => c.OrderValues[0])],
            s_options.OrderValueShape * s_options.SpendScale / (s_options.SpendShape - 1)
        );

    [Fact]
    public void LaterOrders_GivenTheSpendLevel_HaveItsMean() =>
        // Also what one cent of rounding a line could do stays far below the standard error of about 0.4 %.
        SimulatedPopulation.MeanShouldBe(
            [
                .. population.Customers.SelectMany(c =>
                    c.OrderValues.Skip(1).Select(v => v / c.Traits.MeanOrderValue)
                ),
            ],
            1
        );

    [Fact]
    public void FirstOrder_OfRepeatBuyers_TellsOfLaterOnes()
    {
        var repeat = population.Customers.Where(c => c.OrderValues.Count > 1).ToArray();
        var first = repeat.Select(c => Math.Log(c.OrderValues[0])).ToArray();
        var later = repeat.Select(c => Math.Log(c.OrderValues.Skip(1).Average())).ToArray();

        // The standard error of a correlation of independent numbers is 1/√n.
        Correlation(first, later).ShouldBeGreaterThan(4 / Math.Sqrt(repeat.Length));
    }

    [Fact]
    public void Returns_OfLinesOldEnough_HappenAsOftenAsTheCustomersSay()
    {
        var returned = 0;
        var expected = 0.0;
        var variance = 0.0;
        foreach (var customer in population.Customers)
        {
            // Returns come at most 30 days later.
            foreach (var line in customer.Lines.Where(l => !l.IsReturn && l.Day < s_end - 30))
            {
                expected += customer.Traits.ReturnPropensity;
                variance +=
                    customer.Traits.ReturnPropensity * (1 - customer.Traits.ReturnPropensity);
            }
            var orderDay = customer.OrderDays;
            returned += customer.Lines.Count(l =>
                l.IsReturn && orderDay[l.OrderNumber - 1] < s_end - 30
            );
        }

        ((double)returned).ShouldBe(expected, 4 * Math.Sqrt(variance));
        SimulatedPopulation.MeanShouldBe(
            [.. population.Customers.Select(c => c.Traits.ReturnPropensity)],
            s_options.MeanReturnPropensity
        );
    }

    [Fact]
    public void Discounts_OfFirstLines_AreAsFrequentAsTheMeanAffinity() =>
        SimulatedPopulation.MeanShouldBe(
            [.. population.Customers.Select(c => c.Lines[0].DiscountCents > 0 ? 1.0 : 0)],
            s_options.MeanDiscountAffinity
        );

    [Fact]
    public void Lines_OfEveryCustomer_StayWithinLifetimeAndLog()
    {
        var outside = population.Customers.Count(c =>
            c.OrderDays[0] != c.Traits.FirstOrderDay
            || c.OrderDays[^1] > c.Traits.LifetimeEndDay
            || c.Lines.Any(l => l.Day < c.Traits.FirstOrderDay || l.Day >= s_end)
        );

        outside.ShouldBe(0);
    }

    [Fact]
    public void Orders_OfEveryCustomer_AreOnDaysOfTheirOwn() =>
        population
            .Customers.Count(c =>
                c.OrderDays.Zip(c.OrderDays.Skip(1)).Any(pair => pair.First >= pair.Second)
            )
            .ShouldBe(0);

    [Fact]
    public void Returns_OfEveryCustomer_PayBackExactlyWhatWasPaid()
    {
        var returns = population.Customers.SelectMany(
            c => c.Lines.Where(l => l.IsReturn),
            (c, l) => (c.Lines, Return: l)
        );

        var unmatched = returns.Count(r =>
            !r.Lines.Any(l =>
                l.OrderNumber == r.Return.OrderNumber
                && l.ProductIndex == r.Return.ProductIndex
                && l.AmountCents == -r.Return.AmountCents
                && r.Return.Day - l.Day is >= 3 and <= 30
            )
        );

        unmatched.ShouldBe(0);
    }

    private IEnumerable<KnownCustomer> OfChannel(int channel) =>
        population.Customers.Where(c => c.Traits.PreferredChannel == channel);

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance
            / Math.Sqrt(
                x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY))
            );
    }
}
