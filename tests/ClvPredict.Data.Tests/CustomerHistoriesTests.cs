namespace ClvPredict.Data.Tests;

public sealed class CustomerHistoriesTests
{
    [Fact]
    public void Build_LinesInAnyOrder_GivesTheSameHistories()
    {
        var orders = RandomOrders(seed: 5, lineCount: 2_000);
        var expected = CustomerHistories.Build(orders);

        for (var seed = 0; seed < 5; seed++)
        {
            var permuted = CustomerHistories.Build(Permuted(orders, seed));

            Columns(permuted).ShouldBe(Columns(expected));
            permuted.Offsets.ShouldBe(expected.Offsets);
            permuted.StartsOrder.ShouldBe(expected.StartsOrder);
            permuted.Ledger.ShouldBe(expected.Ledger);
        }
    }

    [Fact]
    public void Build_AnyLines_IsSortedByCustomerAndTimeAndKeepsEveryLine()
    {
        var orders = RandomOrders(seed: 6, lineCount: 500);

        var histories = CustomerHistories.Build(orders);

        Columns(histories)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Columns(orders).Order(StringComparer.Ordinal));
        histories.Offsets[^1].ShouldBe(orders.LineCount);
        var lines = histories.Lines;
        for (var customer = 0; customer < histories.CustomerCount; customer++)
        {
            for (var i = histories.Offsets[customer]; i < histories.Offsets[customer + 1]; i++)
            {
                lines.Customer[i].ShouldBe(customer);
                if (i > histories.Offsets[customer])
                    (lines.Day[i], lines.SecondOfDay[i])
                        .CompareTo((lines.Day[i - 1], lines.SecondOfDay[i - 1]))
                        .ShouldBeGreaterThanOrEqualTo(0);
            }
        }
        histories.Ledger.NetMinor.ShouldBe(orders.AmountMinor.Sum());
    }

    [Fact]
    public void Build_OrdersOverSeveralLinesAndDays_MarksTheFirstPurchaseLineOfEach()
    {
        // Order A: a return line first, then two purchases on two days; order B between them; two lines without an order.
        var orders = new OrderTable
        {
            CustomerIds = ["c"],
            OrderIds = ["A", "B"],
            Customer = [0, 0, 0, 0, 0, 0],
            Day = [10, 11, 12, 13, 14, 14],
            SecondOfDay = [0, 0, 0, 0, 0, 0],
            AmountMinor = [-1, 1, 2, 3, 4, 5],
            IsReturn = [true, false, false, false, false, false],
            Order = [0, 0, 1, 0, -1, -1],
        };

        var histories = CustomerHistories.Build(orders);

        histories.StartsOrder.ShouldBe([false, true, true, false, true, false]);
        histories.FirstDay.DayNumber.ShouldBe(10);
        histories.LastDay.DayNumber.ShouldBe(14);
        histories.Ledger.ShouldBe(new Ledger(15, -1));
    }

    [Fact]
    public void Build_SourceWithoutOrderIds_CountsOneOrderADay()
    {
        var orders = new OrderTable
        {
            CustomerIds = ["a", "b"],
            Customer = [1, 0, 0, 0],
            Day = [5, 5, 5, 6],
            SecondOfDay = [0, 1, 2, 0],
            AmountMinor = [1, 1, 1, 1],
            IsReturn = [false, false, false, false],
        };

        CustomerHistories.Build(orders).StartsOrder.ShouldBe([true, false, true, true]);
    }

    [Fact]
    public void Build_TwoCustomersWithOneOrderId_HaveAnOrderEach()
    {
        var orders = new OrderTable
        {
            CustomerIds = ["a", "b"],
            OrderIds = ["1"],
            Customer = [0, 1],
            Day = [5, 5],
            SecondOfDay = [0, 0],
            AmountMinor = [1, 1],
            IsReturn = [false, false],
            Order = [0, 0],
        };

        CustomerHistories.Build(orders).StartsOrder.ShouldBe([true, true]);
    }

    [Fact]
    public void Build_ColumnsOfDifferentLength_IsRefused()
    {
        var orders = RandomOrders(seed: 1, lineCount: 3) with { Day = [1, 2] };

        Should
            .Throw<ArgumentException>(() => CustomerHistories.Build(orders))
            .Message.ShouldContain("Day has 2 values for 3");
    }

    [Fact]
    public void Build_NoLines_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            CustomerHistories.Build(RandomOrders(seed: 1, lineCount: 0))
        );

    [Fact]
    public void Build_Cancelled_Stops() =>
        Should.Throw<OperationCanceledException>(() =>
            CustomerHistories.Build(
                RandomOrders(seed: 1, lineCount: 10),
                new CancellationToken(canceled: true)
            )
        );

    /// <summary>Few distinct values in every column, so that ties reach the last tie-break.</summary>
    private static OrderTable RandomOrders(int seed, int lineCount)
    {
        var random = new Random(seed);
        var amounts = Column(() => (long)random.Next(-2, 4));
        return new OrderTable
        {
            CustomerIds = [.. Enumerable.Range(0, 10).Select(i => $"c{i}")],
            OrderIds = ["o1", "o2", "o3"],
            Products = ["p1", "p2"],
            Categories = ["k1", "k2"],
            Channels = ["web", "shop"],
            Countries = ["AT", "DE"],
            Customer = Column(() => random.Next(10)),
            Day = Column(() => 700_000 + random.Next(5)),
            SecondOfDay = Column(() => random.Next(2)),
            AmountMinor = amounts,
            IsReturn = [.. amounts.Select(a => a < 0)],
            Order = Column(() => random.Next(-1, 3)),
            Product = Column(() => random.Next(-1, 2)),
            Category = Column(() => random.Next(-1, 2)),
            Channel = Column(() => random.Next(-1, 2)),
            Country = Column(() => random.Next(-1, 2)),
            Quantity = Column(() => random.Next(3) == 0 ? double.NaN : random.Next(1, 3)),
            DiscountMinor = Column(() => (long)random.Next(2)),
        };

        LineColumn<T> Column<T>(Func<T> value)
            where T : struct => [.. Enumerable.Range(0, lineCount).Select(_ => value())];
    }

    private static OrderTable Permuted(OrderTable orders, int seed)
    {
        var order = Enumerable.Range(0, orders.LineCount).ToArray();
        new Random(seed).Shuffle(order);
        return orders with
        {
            Customer = Pick(orders.Customer),
            Day = Pick(orders.Day),
            SecondOfDay = Pick(orders.SecondOfDay),
            AmountMinor = Pick(orders.AmountMinor),
            IsReturn = Pick(orders.IsReturn),
            Order = Pick(orders.Order),
            Product = Pick(orders.Product),
            Category = Pick(orders.Category),
            Channel = Pick(orders.Channel),
            Country = Pick(orders.Country),
            Quantity = Pick(orders.Quantity),
            DiscountMinor = Pick(orders.DiscountMinor),
        };

        LineColumn<T> Pick<T>(LineColumn<T> column)
            where T : struct => [.. order.Select(i => column[i])];
    }

    private static List<string> Columns(CustomerHistories histories) => Columns(histories.Lines);

    private static List<string> Columns(OrderTable t) =>
        [
            .. Enumerable
                .Range(0, t.LineCount)
                .Select(i =>
                    FormattableString.Invariant(
                        $"{t.Customer[i]} {t.Day[i]} {t.SecondOfDay[i]} {t.Order[i]} {t.Product[i]} {t.AmountMinor[i]} {t.IsReturn[i]} {t.Category[i]} {t.Channel[i]} {t.Country[i]} {t.Quantity[i]} {t.DiscountMinor[i]}"
                    )
                ),
        ];
}
