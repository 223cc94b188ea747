using ClvPredict.Data.Sql.Addresses;

namespace ClvPredict.Data.Sql.Tests;

public class SqlAddressTests
{
    [Fact]
    public void Parse_WholeAddress_HasItsParts()
    {
        var address = Parse(
            "postgres://us%40er:p%2Fw%3A@db.example:6000/shop?table=a.orders&sslmode=require"
        );

        address.Host.ShouldBe("db.example");
        address.Port.ShouldBe(6000);
        address.Database.ShouldBe("shop");
        address.User.ShouldBe("us@er");
        address.Password.ShouldBe("p/w:");
        address.Table.ShouldBe("a.orders");
        address.Name.ShouldBe(
            "postgres://us%40er:***@db.example:6000/shop?table=a.orders&sslmode=require"
        );
        address.ToString().ShouldBe(address.Name);
    }

    [Fact]
    public void Parse_ShortAddress_TakesPortsAndEnvironment()
    {
        var postgres = Parse("postgresql://db/shop", ("PGUSER", "u"), ("PGPASSWORD", "secret"));
        var clickHouse = Parse(
            "clickhouse://ann@db?secure=true",
            ("CLICKHOUSE_USER", "u"),
            ("CLICKHOUSE_PASSWORD", "secret")
        );

        (postgres.Port, postgres.User, postgres.Password).ShouldBe((5432, "u", "secret"));
        (clickHouse.Port, clickHouse.User, clickHouse.Password).ShouldBe((8443, "ann", "secret"));
        clickHouse.Database.ShouldBeNull();
    }

    [Fact]
    public void Parse_PasswordFile_HoldsThePasswordInItsFirstLine()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "p w\nnot this\n");

        var address = Parse(
            $"clickhouse://db/shop?password-file={path}",
            ("CLICKHOUSE_PASSWORD", "other")
        );
        File.Delete(path);

        address.Password.ShouldBe("p w");
        Should
            .Throw<OrderDataException>(() => Parse($"clickhouse://db/shop?password-file={path}"))
            .Message.ShouldContain("no such file");
    }

    [Theory]
    [InlineData("postgres://user:se/cret@db/shop")]
    [InlineData("postgres://user:12/cret@db/shop")]
    [InlineData("postgres://user:12?cret@db/shop")]
    [InlineData("clickhouse://user:12#cret@db/shop")]
    [InlineData("postgres://user:s@cret@db:x/shop")]
    [InlineData("postgres://user:cret@db/shop?tabel=x")]
    [InlineData("postgres://user:cret@db/shop?table=")]
    [InlineData("postgres://user:cret@db/shop?sslmode=never")]
    [InlineData("clickhouse://user:cret@db/shop?secure=maybe")]
    [InlineData("clickhouse://user:cret@:x")]
    public void Parse_BrokenAddress_IsRefusedWithoutThePassword(string source)
    {
        var message = Should.Throw<OrderDataException>(() => Parse(source)).Message;

        message.ShouldNotContain("cret");
        message.ShouldNotContain("12");
        SqlOrderSource.Redact(source).ShouldNotContain("cret");
    }

    [Theory]
    [InlineData("postgres://db/shop", true)]
    [InlineData("PostgreSQL://db/shop", true)]
    [InlineData("clickhouse://db", true)]
    [InlineData("sqlite:orders.db?table=o", true)]
    [InlineData("orders.csv", false)]
    [InlineData("sqlite.csv", false)]
    [InlineData("-", false)]
    public void IsDatabase_Sources_AreToldApart(string source, bool expected)
    {
        SqlOrderSource.IsDatabase(source).ShouldBe(expected);
        SqlOrderSource.Redact(source).ShouldBe(source);
    }

    [Theory]
    [InlineData("1/1")]
    [InlineData("3/8")]
    public void Shard_Parse_ReadsNumberAndCount(string text)
    {
        var shard = CustomerShard.Parse(text);

        $"{shard.Number}/{shard.Count}".ShouldBe(text);
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData("1/9999999")]
    public void Shard_ParseOfOthers_IsRefused(string text) =>
        Should.Throw<FormatException>(() => CustomerShard.Parse(text)).Message.ShouldContain("2/8");

    [Fact]
    public void Options_OutsideTheirRanges_AreAllNamed()
    {
        var options = new SqlReadOptions { Query = " ", TimeZone = "x'; DROP" };

        var message = Should
            .Throw<ArgumentException>(() => SqlReadOptions.Validate(options))
            .Message;

        foreach (var name in new[] { "Query", "TimeZone" })
            message.ShouldContain(name);
    }

    private static SqlAddress Parse(
        string source,
        params (string Name, string Value)[] environment
    ) =>
        SqlAddress.Parse(
            source,
            name => environment.Where(e => e.Name == name).Select(e => e.Value).FirstOrDefault()
        );
}
