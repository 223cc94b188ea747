using System.Globalization;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests;

/// <summary>A shop with attributes and events of its customers, written to files and read back.</summary>
internal static class CustomerFiles
{
    public static CustomerHistories Histories(int seed) =>
        TestOrders.Histories(TestOrders.Random(seed, 150));

    /// <summary>Rows of attributes: two a customer, except every tenth, which has none.</summary>
    public static IReadOnlyList<(string Id, DateOnly Day, string Age, string Plan)> Rows(
        CustomerHistories histories
    )
    {
        var random = new Random(1);
        return
        [
            .. histories
                .CustomerIds.Where((_, c) => c % 10 > 0)
                .SelectMany(id =>
                    Enumerable
                        .Range(0, 2)
                        .Select(i =>
                            (
                                id,
                                TestOrders.Start.AddDays((300 * i) + random.Next(300)),
                                random.Next(9) == 0
                                    ? ""
                                    : random.Next(90).ToString(CultureInfo.InvariantCulture),
                                random.Next(60) == 0 ? "rare" : $"p{random.Next(3)}"
                            )
                        )
                ),
        ];
    }

    /// <summary>Events of customers, from the 100th day on.</summary>
    public static IReadOnlyList<(string Id, DateOnly Day, string Type, int Amount)> Happened(
        CustomerHistories histories
    )
    {
        var random = new Random(2);
        return
        [
            .. Enumerable
                .Range(0, 3_000)
                .Select(i =>
                    (
                        histories.CustomerIds[random.Next(histories.CustomerCount)],
                        TestOrders.Start.AddDays(100 + random.Next(500)),
                        i % 300 == 0 ? "rare" : $"t{random.Next(2)}",
                        random.Next(20)
                    )
                ),
        ];
    }

    public static CustomerData Data(
        CustomerHistories histories,
        IEnumerable<(string Id, DateOnly Day, string Age, string Plan)>? rows,
        IEnumerable<(string Id, DateOnly Day, string Type, int Amount)>? events
    )
    {
        var folder = Directory.CreateTempSubdirectory("clv-features-");
        try
        {
            var data = new CustomerData(histories);
            if (rows is not null)
            {
                var path = Path.Combine(folder.FullName, "attributes.csv");
                File.WriteAllLines(
                    path,
                    rows.Select(r => $"{r.Id},{r.Day:yyyy-MM-dd},{r.Age},{r.Plan}")
                        .Prepend("customer_id,as_of,age,plan")
                );
                data = data with
                {
                    Attributes = CustomerAttributes.Read(path, histories.CustomerIds),
                };
            }
            if (events is not null)
            {
                var path = Path.Combine(folder.FullName, "events.csv");
                File.WriteAllLines(
                    path,
                    events
                        .Select(e => $"{e.Id},{e.Day:yyyy-MM-dd},{e.Type},{e.Amount}")
                        .Prepend("customer_id,time,type,value")
                );
                data = data with { Events = CustomerEvents.Read(path, histories.CustomerIds) };
            }
            return data;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
