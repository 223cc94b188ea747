using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

public sealed class HoldoutTruthTests(SimulatedPopulation population)
    : IClassFixture<SimulatedPopulation>
{
    private static readonly int s_cutoffDay = SimulatedPopulation
        .Options
        .TruthCutoff!
        .Value
        .DayNumber;

    [Fact]
    public void Orders_RealisedLessExpected_HaveMeanZero() =>
        SimulatedPopulation.MeanShouldBe(
            [.. Holdouts().Select(h => h.RealisedOrders - h.ExpectedOrders)],
            0
        );

    [Fact]
    public void Value_RealisedLessExpected_HasMeanZero() =>
        SimulatedPopulation.MeanShouldBe(
            [.. Holdouts().Select(h => h.RealisedValueCents - h.ExpectedValueCents)],
            0
        );

    [Theory]
    [InlineData(180)]
    [InlineData(5)]
    public void Of_OrderShortlyBeforeTheCutoff_ExpectsItsReturnsAsEnumerationDoes(int horizonDays)
    {
        const int DaysBefore = 10;
        const double Propensity = 0.3;
        var simulator = new OrderSimulator(
            SimulatedPopulation.Options with
            {
                TruthHorizonDays = horizonDays,
            }
        );
        var traits = population.Customers[0].Traits with
        {
            FirstOrderDay = s_cutoffDay - DaysBefore,
            LifetimeEndDay = s_cutoffDay - 1,
            ReturnPropensity = Propensity,
        };
        var line = new SimulatedLine
        {
            Day = s_cutoffDay - DaysBefore,
            OrderNumber = 1,
            Quantity = 1,
        };
        long[] amounts = [1_000, 300];

        var truth = simulator.TruthOf(
            traits,
            [.. amounts.Select(a => line with { UnitPriceCents = a })]
        );

        // All 4 sets of returned lines times all 28 delays; those whose return would have been seen are ruled out.
        var possible = 0.0;
        var returned = 0.0;
        for (var set = 0; set < 4; set++)
        {
            for (var delay = 3; delay <= 30; delay++)
            {
                if (set > 0 && delay < DaysBefore)
                    continue;
                var first = (set & 1) > 0;
                var second = (set & 2) > 0;
                var probability =
                    (first ? Propensity : 1 - Propensity) * (second ? Propensity : 1 - Propensity);
                possible += probability;
                if (delay < DaysBefore + horizonDays)
                    returned +=
                        probability * ((first ? amounts[0] : 0) + (second ? amounts[1] : 0));
            }
        }
        truth!.Value.ExpectedValueCents.ShouldBe(-returned / possible, 1e-10);
    }

    [Fact]
    public void Of_ReturnAlreadySeen_ExpectsNoFurtherOne()
    {
        var simulator = new OrderSimulator(SimulatedPopulation.Options);
        var traits = population.Customers[0].Traits with
        {
            FirstOrderDay = s_cutoffDay - 10,
            LifetimeEndDay = s_cutoffDay - 1,
        };
        var line = new SimulatedLine
        {
            Day = s_cutoffDay - 10,
            OrderNumber = 1,
            Quantity = 1,
            UnitPriceCents = 1_000,
        };

        var truth = simulator.TruthOf(
            traits,
            [line, line, line with { Day = s_cutoffDay - 1, Quantity = -1 }]
        );

        truth!.Value.ExpectedValueCents.ShouldBe(0);
    }

    [Fact]
    public void Of_FlatSeason_EqualsTheGeometricSum()
    {
        var simulator = new OrderSimulator(
            SimulatedPopulation.Options with
            {
                MonthFactors = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            }
        );
        var traits = population.Customers[0].Traits with
        {
            FirstOrderDay = s_cutoffDay - 100,
            LifetimeEndDay = s_cutoffDay,
            RatePerDay = 0.05,
            DropoutPerDay = 0.01,
        };

        var truth = simulator.TruthOf(traits, []);

        // Σ p s^i over 180 days with p = 1 - exp(-0.05) and s = exp(-0.01); 180 roundings stay below 1e-13.
        var expected = -double.ExpM1(-0.05) * double.ExpM1(-1.8) / double.ExpM1(-0.01);
        truth!.Value.ExpectedOrders.ShouldBe(expected, 1e-13 * expected);
    }

    [Fact]
    public void Of_OrdersToCome_LoseInValueOnlyWhatReturnsInTime()
    {
        const int HorizonDays = 20;
        var simulator = new OrderSimulator(
            SimulatedPopulation.Options with
            {
                MonthFactors = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
                TruthHorizonDays = HorizonDays,
            }
        );
        var traits = population.Customers[0].Traits with
        {
            FirstOrderDay = s_cutoffDay - 100,
            LifetimeEndDay = s_cutoffDay,
            RatePerDay = 0.05,
            DropoutPerDay = 0.01,
            ReturnPropensity = 0.5,
            MeanOrderValue = 80,
        };

        var truth = simulator.TruthOf(traits, []);

        // Every day of the holdout with each of the delays of 3 to 30 days.
        var expected = 0.0;
        for (var day = 0; day < HorizonDays; day++)
        {
            var returnsInTime =
                Enumerable.Range(3, 28).Count(delay => day + delay < HorizonDays) / 28.0;
            expected +=
                Math.Exp(-0.01 * day) * (1 - Math.Exp(-0.05)) * 8_000 * (1 - (0.5 * returnsInTime));
        }
        truth!.Value.ExpectedValueCents.ShouldBe(expected, 1e-13 * expected);
    }

    [Fact]
    public void Of_LifetimeEndedTheDayBefore_ExpectsNothing()
    {
        var simulator = new OrderSimulator(SimulatedPopulation.Options);
        var traits = population.Customers[0].Traits with
        {
            FirstOrderDay = s_cutoffDay - 100,
            LifetimeEndDay = s_cutoffDay - 1,
        };

        simulator.TruthOf(traits, []).ShouldBe(default(HoldoutTruth));
    }

    [Fact]
    public void TruthOf_CustomerWhoJoinsOnTheCutoff_HasNone()
    {
        var simulator = new OrderSimulator(SimulatedPopulation.Options);
        var traits = population.Customers[0].Traits with { FirstOrderDay = s_cutoffDay };

        simulator.TruthOf(traits, []).ShouldBeNull();
    }

    private IEnumerable<HoldoutTruth> Holdouts() =>
        population.Customers.Where(c => c.Holdout is not null).Select(c => c.Holdout!.Value);
}
