using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Features.Parts;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests.Parts;

/// <summary>The oracle is always what is computed of all orders at once.</summary>
public sealed class PartedFeaturesTests : IDisposable
{
    private static readonly DateOnly s_start = new(2022, 1, 1);
    private static readonly DateOnly s_cutoff = s_start.AddDays(300);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Learn_TiesAndLateLines_IsTheContractOfAllOrders(int threads)
    {
        var (all, parts) = Read(Orders());
        using var _ = parts;

        var contract = FeatureContract.Learn(parts, s_cutoff, threads);

        var expected = FeatureContract.Learn(all, s_cutoff);
        contract.LogStart.ShouldBe(expected.LogStart);
        contract.OrderColumns.ShouldBe(expected.OrderColumns);
        contract.Names().ShouldBe(expected.Names());
        // 15 channels are as frequent as each other, and twelve are listed: those that sort first.
        contract
            .FirstOrder.Single(f => f.Name == "first_channel")
            .Values.ShouldBe(Enumerable.Range(10, 12).Select(i => $"channel {i}"));
        // The first line of all had not arrived by the cutoff.
        contract.LogStart.ShouldBeGreaterThan(all.FirstDay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Build_LateLinesAndPartsThatNobodyIsSeenIn_GivesTheRowsOfAllOrders(int threads)
    {
        var (all, parts) = Read(Orders());
        using var _ = parts;
        var contract = FeatureContract.Learn(all, s_cutoff);
        var table = FeatureBuilder.Build(all, contract, [s_cutoff])[0];

        using var built = PartedFeatureBuilder.Build(
            parts,
            contract,
            s_cutoff,
            (histories, part) => part.Columns,
            threads: threads
        );

        built.Rows.ShouldBe(table.RowCount);
        built.LateLines.ShouldBe(all.CountLate(s_cutoff));
        built.LateLines.ShouldBeGreaterThan(0);
        var row = new float[table.Names.Length];
        using (var rows = built.Open())
        {
            for (var i = 0; i < table.RowCount; i++)
            {
                rows.MoveNext().ShouldBeTrue();
                rows.Current.CustomerId.ShouldBe(all.CustomerIds[table.Facts[i].Customer]);
                rows.Current.CopyTo(row);
                row.ShouldBe(table.Columns.Select(c => c.Span[i]));
            }
            rows.MoveNext().ShouldBeFalse();
        }
    }

    [Fact]
    public void LearnAndBuild_NothingHadArrived_AreRefusedAsWithAllOrders()
    {
        var (all, parts) = Read(
            "customer_id,order_date,amount,ingested_at\na,2022-01-01,1,2022-12-01\nb,2022-01-02,2,2022-12-01\n"
        );
        using var _ = parts;

        Should.Throw<OrderDataException>(() => FeatureContract.Learn(all, s_cutoff));
        Should
            .Throw<OrderDataException>(() => FeatureContract.Learn(parts, s_cutoff))
            .Message.ShouldContain("before 2022-10-28");
        Should.Throw<OrderDataException>(() =>
            PartedFeatureBuilder.Build(
                parts,
                FeatureContract.CatalogOnly(all),
                s_cutoff,
                (histories, part) => part.Columns
            )
        );
    }

    // More customers than a section has rows, in parts of some; some lines arrive late, all of some customers, and the first.
    private static string Orders()
    {
        var text = new StringBuilder("customer_id,order_date,channel,country,amount,ingested_at\n");
        for (var i = 0; i < 9_000; i++)
        {
            var customer = i * 7919 % 900;
            var day = s_start.AddDays(i == 0 ? 0 : 2 + (i * 31 % 330));
            var isLate = i == 0 || customer >= 885 || i % 49 == 7;
            text.Append(
                CultureInfo.InvariantCulture,
                $"c{customer},{day:yyyy-MM-dd},channel {10 + (customer % 15)},{(customer % 3 == 0 ? "" : customer % 2 == 0 ? "DE" : "é")},{(i % 97) - 5},{(isLate ? s_cutoff.AddDays(9) : day):yyyy-MM-dd}\n"
            );
        }
        return text.ToString();
    }

    private (CustomerHistories All, OrderParts Parts) Read(string orders)
    {
        var path = _folder.File("orders.csv");
        File.WriteAllText(path, orders);
        var options = new OrderReadOptions { MaxRejectShare = 0 };
        return (
            CustomerHistories.Build(OrderReader.Read([path], options).Orders),
            OrderReader.ReadParts(
                [path],
                options,
                new SpillOptions { MemoryBytes = orders.Length / 4, Folder = _folder.Path }
            )
        );
    }
}
