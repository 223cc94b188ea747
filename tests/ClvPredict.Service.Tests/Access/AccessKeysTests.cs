using ClvPredict.Service.Access;

namespace ClvPredict.Service.Tests.Access;

public sealed class AccessKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clv-keys").FullName;

    private string KeyFile => Path.Combine(_folder, "keys.txt");

    [Fact]
    public void Add_TwoKeys_AreFoundAndOnlyTheirHashesAreKept()
    {
        var read = AccessKeys.Add(KeyFile, "crm", KeyRole.Read);
        var admin = AccessKeys.Add(KeyFile, "ops", KeyRole.Admin);

        var keys = AccessKeys.Read(KeyFile);

        keys.Find(read)!
            .ShouldSatisfyAllConditions(
                k => k.Name.ShouldBe("crm"),
                k => k.Role.ShouldBe(KeyRole.Read)
            );
        keys.Find(admin)!.Role.ShouldBe(KeyRole.Admin);
        keys.Find(read[..^1] + (read[^1] == 'A' ? 'B' : 'A')).ShouldBeNull();
        keys.Find("").ShouldBeNull();
        keys.Find(new string('x', 10_000)).ShouldBeNull();
        var text = File.ReadAllText(KeyFile);
        text.ShouldNotContain(read);
        text.ShouldNotContain(admin);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Add_NameTakenOrNone_IsRefused()
    {
        AccessKeys.Add(KeyFile, "crm", KeyRole.Read);

        Should.Throw<ArgumentException>(() => AccessKeys.Add(KeyFile, "crm", KeyRole.Admin));
        Should.Throw<ArgumentException>(() => AccessKeys.Add(KeyFile, "a b", KeyRole.Read));
        Should.Throw<ArgumentException>(() => AccessKeys.Add(KeyFile, "a\nb", KeyRole.Read));
        AccessKeys.Read(KeyFile).All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("crm read secret-that-somebody-wrote-in-the-clear")]
    [InlineData("crm owner d2ed82407df4185f50ce7af0d3e449ccc207a5067a920d8a8cdbca94138387af")]
    [InlineData("crm read zzed82407df4185f50ce7af0d3e449ccc207a5067a920d8a8cdbca94138387af")]
    public void Read_WhatIsNoFileOfKeys_IsRefusedWithoutQuotingIt(string text)
    {
        File.WriteAllText(KeyFile, text);

        Should
            .Throw<ArgumentException>(() => AccessKeys.Read(KeyFile))
            .Message.ShouldNotContain("secret-that");
    }

    [Fact]
    public void Parse_Environment_TakesKeysLongEnough()
    {
        var key = new string('k', 40);

        var keys = AccessKeys.Parse($"crm:read:{key}, ops:admin:{key}:x");

        keys.Find(key)!.Name.ShouldBe("crm");
        keys.Find(key + ":x")!.Name.ShouldBe("ops");
        Should.Throw<ArgumentException>(() => AccessKeys.Parse("crm:read:short"));
        Should.Throw<ArgumentException>(() => AccessKeys.Parse($"crm:{key}"));
        Should.Throw<ArgumentException>(() => keys.With(keys));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:80")]
    [InlineData("http://[::]:80")]
    [InlineData("http://192.168.1.5:80")]
    [InlineData("http://127.0.0.1:80/path")]
    [InlineData("http://example.org")]
    [InlineData("https://127.0.0.1:443")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("8080")]
    public void Options_AddressOthersReachWithoutKeysOrNone_IsRefused(string url)
    {
        Should.Throw<ArgumentException>(() => new ClvServiceOptions { Urls = [url] }.Validate());
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.9.9.9:8080")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:0")]
    public void Options_Loopback_NeedsNoKeys(string url) =>
        new ClvServiceOptions { Urls = [url] }.Validate();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
