"""Who may connect and how often, without sockets."""

from ipaddress import ip_network

import pytest

from desktop.feeds.guard import Gate, Guard, networks


def gate(**limits):
    return Gate(Guard(**{"trusted": (), **limits}))


def test_that_one_address_may_have_only_so_many_connections_and_others_go_on():
    found = gate(per_address=2)
    assert [found.admit("10.0.0.1", 0.0) for _ in range(3)] == [None, None, "address"]
    assert found.admit("10.0.0.2", 0.0) is None
    found.leave("10.0.0.1")
    assert found.admit("10.0.0.1", 0.0) is None


def test_that_all_together_are_limited():
    found = gate(connections=3)
    assert [found.admit(f"10.0.0.{n}", 0.0) for n in range(4)] == [None, None, None, "full"]
    found.leave("10.0.0.1")
    assert found.admit("10.0.0.9", 0.0) is None


def test_that_one_address_may_connect_only_so_often_in_a_minute():
    found = gate(new_per_minute=2)
    for _ in range(2):
        assert found.admit("10.0.0.1", 0.0) is None
        found.leave("10.0.0.1")
    assert found.admit("10.0.0.1", 59.9) == "rate"
    assert found.admit("10.0.0.2", 59.9) is None
    assert found.admit("10.0.0.1", 60.0) is None


def test_that_only_listed_networks_may_connect():
    found = gate(networks=networks("10.1.0.0/16, 192.168.1.7"))
    assert found.admit("10.1.200.3", 0.0) is None
    assert found.admit("192.168.1.7", 0.0) is None
    assert [found.admit(a, 0.0) for a in ("10.2.0.1", "192.168.1.8", "2001:db8::1", "?")] == ["network"] * 4


def test_that_an_ipv4_address_that_came_through_ipv6_is_the_same_address():
    found = gate(networks=networks("10.1.0.0/16"), per_address=1)
    assert found.admit("::ffff:10.1.0.1", 0.0) is None
    assert found.admit("10.1.0.1", 0.0) == "address"


def test_that_the_addresses_of_one_ipv6_network_count_as_one():
    found = gate(per_address=1)
    assert found.admit("2001:db8::1", 0.0) is None
    assert found.admit("2001:db8::ffff:2", 0.0) == "address"
    assert found.admit("2001:db8:0:1::1", 0.0) is None
    assert found.admit("fe80::1%eth0", 0.0) is None


def test_that_this_machines_own_programs_are_let_in():
    found = Gate(Guard(per_address=1, new_per_minute=1, networks=networks("10.1.0.0/16")))
    assert [found.admit("127.0.0.1", 0.0) for _ in range(5)] == [None] * 5
    assert found.admit("::1", 0.0) is None


def test_that_addresses_that_are_gone_are_forgotten():
    found = gate()
    for n in range(5000):
        address = f"10.0.{n // 250}.{n % 250}"
        assert found.admit(address, 0.0) is None
        found.leave(address)
    found.admit("10.9.9.9", 100.0)
    assert len(found._open) == len(found._new) == 1


@pytest.mark.parametrize("text", ["10.1.0.0/33", "a.b", "10.1.0.0/16 192.168.1.7"])
def test_that_a_wrong_network_is_an_error(text):
    with pytest.raises(ValueError, match="does not appear"):
        networks(text)


def test_that_a_list_may_have_blanks_and_host_bits():
    assert networks(" 10.1.2.3/16 ,, ::1 ") == (ip_network("10.1.0.0/16"), ip_network("::1/128"))
    assert networks("") == ()
