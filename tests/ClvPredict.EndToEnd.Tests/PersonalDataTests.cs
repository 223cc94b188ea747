using System.IO.Compression;
using System.Text;
using ClvPredict.Data;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>Whatever tells who somebody is stays out of the model zip.</summary>
public sealed class PersonalDataTests : IDisposable
{
    private const string Planted = "planted";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_PlantedIdsAndAddresses_AreNowhereInTheZip()
    {
        WriteFiles();

        ClvRun
            .Start(
                _folder.Path,
                "train",
                "planted-orders.csv",
                "--customers",
                "planted-customers.csv",
                "--events",
                "planted-events.csv",
                "--origins",
                "0",
                "--out",
                "m"
            )
            .ShouldBeDone();

        var path = Directory.GetFiles(_folder.File("m"), "*.zip").ShouldHaveSingleItem();
        var contents = Contents(path);
        foreach (var (name, bytes) in contents)
        {
            Holds(bytes, Planted, Encoding.UTF8).ShouldBeFalse(name);
            Holds(bytes, Planted, Encoding.Unicode).ShouldBeFalse(name);
        }
        // What many share is in there, in both encodings: the search would have found the rest.
        contents.ShouldContain(e => Holds(e.Bytes, "plan=gold", Encoding.UTF8));
        contents.ShouldContain(e => Holds(e.Bytes, "plan=gold", Encoding.Unicode));
    }

    // The sample orders with ids that can be recognised, and files beside them in which half the customers share an address.
    private void WriteFiles()
    {
        var orders = CsvTable.Read(RepositoryFiles.PathOf("data", "sample-orders.csv"));
        var rows = Enumerable.Range(0, orders.RowCount).ToArray();
        string[] columns = ["customer_id", "order_id", "order_date", "product_id", "amount"];
        var source = columns.Select(c => orders.IndexOf(c)).ToArray();
        File.WriteAllLines(
            _folder.File("planted-orders.csv"),
            rows.Select(r =>
                    $"{Planted}-{orders[r, source[0]]}@mail.example,{Planted}{orders[r, source[1]]},{orders[r, source[2]]},"
                    + $"{Planted}-product-{orders[r, source[3]]},{orders[r, source[4]]}"
                )
                .Prepend(string.Join(',', columns))
        );
        var ids = rows.Select(r => orders[r, source[0]]).Distinct().ToArray();
        File.WriteAllLines(
            _folder.File("planted-customers.csv"),
            ids.Select(
                    (id, i) =>
                        $"{Planted}-{id}@mail.example,{Planted}.{id},{(i % 3 == 0 ? "gold" : "free")},{(i % 2 == 0 ? $"{Planted}@shop.example" : "")}"
                )
                .Prepend("customer_id,name,plan,contact")
        );
        File.WriteAllLines(
            _folder.File("planted-events.csv"),
            ids.Select(
                    (id, i) =>
                        $"{Planted}-{id}@mail.example,{orders[0, source[2]]},{(i < 5 ? Planted + id : "visit")}"
                )
                .Prepend("customer_id,time,type")
        );
    }

    /// <summary>The file as it is, and every entry unpacked.</summary>
    private static List<(string Name, byte[] Bytes)> Contents(string path)
    {
        var contents = new List<(string, byte[])> { (path, File.ReadAllBytes(path)) };
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            contents.Add((entry.FullName, copy.ToArray()));
        }
        return contents;
    }

    private static bool Holds(byte[] bytes, string text, Encoding encoding) =>
        bytes.AsSpan().IndexOf(encoding.GetBytes(text)) >= 0;
}
