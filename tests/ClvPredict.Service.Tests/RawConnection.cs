using System.Net.Sockets;
using System.Text;

namespace ClvPredict.Service.Tests;

/// <summary>A connection on which anything can be sent.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(Uri url)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(url.Host, url.Port);
        return connection;
    }

    public Task SendAsync(string text) =>
        _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>What comes until the other side closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var text = new MemoryStream();
        try
        {
            await _client.GetStream().CopyToAsync(text).WaitAsync(s_patience);
        }
        catch (IOException)
        {
            // Closed hard.
        }
        return Encoding.Latin1.GetString(text.ToArray());
    }

    /// <summary>What comes until a text has come.</summary>
    public async Task<string> ReadUntilAsync(string wanted)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            var read = await _client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(s_patience);
            if (read == 0)
                throw new EndOfStreamException(text.ToString());
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        return text.ToString();
    }

    public void Dispose() => _client.Dispose();
}
